package chat.maru.gateway.congestion;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Refuses sends while messages take too long from their arrival at this node until this node
/// delivers them, so that a cluster that is offered more than it can carry keeps its pace and the
/// clients, who know what is refused, hold the rest.
///
/// Each node judges for itself, by some messages of each [#ROUND] that its own sessions sent: all
/// stages behind the log are in their way, whatever they are and whoever fills them. It needs no
/// figure of what the cluster can carry: when ways stay too long fewer sends may pass than did
/// lately (at least [#LEAST], so that a small node or a pause never refuses everything), after a
/// short one somewhat more, until there is no bound any more.
///
/// When nothing is delivered at all, something behind the log is away, not slow. Then nothing is
/// refused: the log holds it (D1).
///
/// Safe for any thread; [#round] is for one.
public final class Congestion {
  /// The longest way that is no congestion, on average. A queue is what makes batches large, and
  /// large batches are what a full cluster lives on: see decision 16 for what a shorter one costs.
  static final Duration TARGET = Duration.ofMillis(1_500);

  /// How often to judge.
  static final Duration ROUND = Duration.ofMillis(100);

  /// Sends per second that always pass.
  static final int LEAST = 500;

  private static final double LEAST_OF_ROUND = LEAST * ROUND.toMillis() / 1_000.0;
  private static final double SMALLEST_CUT = 0.9;
  private static final double DEEPEST_CUT = 0.6;
  private static final double GROWTH = 1.01;
  private static final double SMOOTHING = 0.3;
  private static final int SUSTAINED = 5; // rounds: a pause is no congestion
  private static final int MOST_TIMED = 32; // of a round: more would tell no more
  private static final Duration GIVEN_UP = Duration.ofSeconds(20);

  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<UUID, Long> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger timed = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger ways = new AtomicInteger();
  private final AtomicLong sumOfWays = new AtomicLong();
  private volatile double quota = Double.POSITIVE_INFINITY; // of a round
  private volatile long lastWay; // nanoseconds
  private double usual; // admitted in a round
  private int tooLong; // rounds in a row
  private long heardAt;
  private long nextCutAt;

  /// @param nanoTime as `System.nanoTime`
  Congestion(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    heardAt = nanoTime.getAsLong();
    nextCutAt = heardAt;
  }

  /// Whether one more send may pass; if so it counts.
  public boolean admits() {
    if (admitted.incrementAndGet() <= quota) {
      return true;
    }
    admitted.decrementAndGet();
    return false;
  }

  /// A message goes to the log.
  ///
  /// @param arrivedAt its nanoTime
  public void appending(UUID messageId, long arrivedAt) {
    if (timed.get() < MOST_TIMED) {
      timed.incrementAndGet();
      underWay.putIfAbsent(messageId, arrivedAt);
    }
  }

  /// A message is being delivered here, whoever sent it.
  public void delivered(UUID messageId) {
    Long arrivedAt = underWay.remove(messageId);
    if (arrivedAt != null) {
      sumOfWays.addAndGet(nanoTime.getAsLong() - arrivedAt);
      ways.incrementAndGet();
    }
  }

  /// From a message's arrival until its delivery, on average when some were heard of last.
  double waySeconds() {
    return lastWay / 1e9;
  }

  void round() {
    usual += SMOOTHING * (admitted.getAndSet(0) - usual);
    timed.set(0);
    int count = ways.getAndSet(0);
    long sum = sumOfWays.getAndSet(0);
    long now = nanoTime.getAsLong();
    if (count > 0) {
      lastWay = sum / count;
      heardAt = now;
      judge(lastWay, now);
    } else if (underWay.isEmpty()) {
      grow();
    } else if (now - heardAt > GIVEN_UP.toNanos()) {
      quota = Double.POSITIVE_INFINITY;
    }
    underWay.values().removeIf(arrivedAt -> now - arrivedAt > GIVEN_UP.toNanos());
  }

  /// What a cut does is seen only by messages that came after it.
  private void judge(long way, long now) {
    if (way <= TARGET.toNanos()) {
      tooLong = 0;
      grow();
    } else if (++tooLong >= SUSTAINED && now - nextCutAt >= 0) {
      double cut = Math.clamp((double) TARGET.toNanos() / way, DEEPEST_CUT, SMALLEST_CUT);
      quota = Math.max(LEAST_OF_ROUND, Math.min(quota, usual) * cut);
      nextCutAt = now + way;
    }
  }

  private void grow() {
    double more = quota * GROWTH;
    quota = more > 2 * Math.max(usual, LEAST_OF_ROUND) ? Double.POSITIVE_INFINITY : more;
  }
}
