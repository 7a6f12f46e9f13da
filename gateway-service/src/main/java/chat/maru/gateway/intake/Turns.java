package chat.maru.gateway.intake;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// When senders whom the node had no room for should come again: one behind the other, at the pace
/// at which messages were accepted lately. A crowd that is told to come back at once is refused at
/// once, and refusing it takes what it waits for.
///
/// A turn is no promise, for others may have come by then. Thread-safe; nothing waits.
final class Turns {
  /// Turns per second while nothing is accepted.
  static final int LEAST_PACE = 200;

  /// Who would have to wait longer has a random moment of this time's second half.
  static final Duration LONGEST = Duration.ofSeconds(8);

  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final LongAdder accepted = new LongAdder();

  @GuardedBy("this")
  private long lastTurn;

  @GuardedBy("this")
  private long countedAt;

  @GuardedBy("this")
  private double pace = LEAST_PACE;

  /// @param nanoTime as `System.nanoTime`
  Turns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lastTurn = nanoTime.getAsLong();
    countedAt = lastTurn;
  }

  /// The log took a message.
  void accepted() {
    accepted.increment();
  }

  /// How long somebody who is refused now should wait.
  synchronized Duration next() {
    long now = nanoTime.getAsLong();
    count(now);
    long wait = Math.max(0, lastTurn - now) + (long) (SECOND / pace);
    if (wait > LONGEST.toNanos()) {
      return LONGEST.minusNanos(ThreadLocalRandom.current().nextLong(LONGEST.toNanos() / 2));
    }
    lastTurn = now + wait;
    return Duration.ofNanos(wait);
  }

  @GuardedBy("this")
  private void count(long now) {
    long passed = now - countedAt;
    if (passed >= SECOND) {
      pace = Math.max(LEAST_PACE, accepted.sumThenReset() * SECOND / passed);
      countedAt = now;
    }
  }
}
