package chat.maru.gateway.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CongestionTest {
  private static final long STEP = Duration.ofMillis(10).toNanos();

  private long now = 1_000_000_000L;
  private final Congestion congestion = new Congestion(() -> now);
  private final Queue<Arrived> cluster = new ArrayDeque<>();
  private long offered;
  private long admitted;
  private long delivered;
  private long longestWay;

  private record Arrived(UUID id, long at) {}

  @Test
  void whatTheClusterCarriesIsNeverRefused() {
    play(2_000, 3_000, Duration.ofSeconds(30));
    assertThat(admitted).isEqualTo(offered);
  }

  @Test
  void twiceOfWhatTheClusterCarriesKeepsItBusyAndTheWayBounded() {
    play(6_000, 3_000, Duration.ofSeconds(30));
    restart();
    play(6_000, 3_000, Duration.ofSeconds(60));
    assertThat(delivered).isGreaterThan(60 * 3_000 * 80 / 100);
    assertThat(Duration.ofNanos(longestWay)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void nothingIsRefusedAnyMoreSoonAfterTheCrowdIsGone() {
    play(6_000, 3_000, Duration.ofSeconds(30));
    play(1_000, 3_000, Duration.ofSeconds(20));
    restart();
    play(2_500, 3_000, Duration.ofSeconds(10));
    assertThat(admitted).isEqualTo(offered);
  }

  @Test
  void aPauseIsNoCongestion() {
    play(2_000, 3_000, Duration.ofSeconds(10));
    play(2_000, 0, Duration.ofMillis(1_500));
    play(2_000, 20_000, Duration.ofSeconds(10));
    assertThat(admitted).isEqualTo(offered);
  }

  @Test
  void aLittleTrafficPassesHoweverLongItsWayIs() {
    play(150, 50, Duration.ofSeconds(60));
    assertThat(admitted).isEqualTo(offered);
  }

  /// D1: then the log holds what is accepted.
  @Test
  void whileNothingIsDeliveredAtAllNothingIsRefused() {
    play(1_000, 3_000, Duration.ofSeconds(10));
    play(1_000, 0, Duration.ofSeconds(60));
    assertThat(admitted).isEqualTo(offered);
  }

  @Test
  void aBoundThatStoodWhenDeliveriesStoppedIsGivenUp() {
    play(6_000, 3_000, Duration.ofSeconds(20));
    play(6_000, 0, Duration.ofSeconds(21));
    restart();
    play(6_000, 0, Duration.ofSeconds(10));
    assertThat(admitted).isEqualTo(offered);
  }

  @Test
  void messagesOfOtherNodesSayNothing() {
    congestion.delivered(UUID.randomUUID());
    congestion.round();
    assertThat(congestion.waySeconds()).isZero();
  }

  private void restart() {
    offered = 0;
    admitted = 0;
    delivered = 0;
    longestWay = 0;
  }

  /// @param offering sends per second
  /// @param carrying messages per second that the cluster delivers at most
  private void play(int offering, int carrying, Duration time) {
    long steps = time.toNanos() / STEP;
    for (long step = 0; step < steps; step++) {
      now += STEP;
      arrive(share(offering, step));
      deliver(share(carrying, step));
      if (step % 10 == 9) {
        congestion.round();
      }
    }
  }

  /// Of a second's number in one of its hundred steps.
  private static long share(int perSecond, long step) {
    return perSecond * (step + 1) / 100 - perSecond * step / 100;
  }

  private void arrive(long sends) {
    for (long i = 0; i < sends; i++) {
      offered++;
      if (congestion.admits()) {
        admitted++;
        var message = new Arrived(UUID.randomUUID(), now);
        congestion.appending(message.id(), now);
        cluster.add(message);
      }
    }
  }

  private void deliver(long most) {
    for (long i = 0; i < most && !cluster.isEmpty(); i++) {
      Arrived message = cluster.remove();
      delivered++;
      longestWay = Math.max(longestWay, now - message.at());
      congestion.delivered(message.id());
    }
  }
}
