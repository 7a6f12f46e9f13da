package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.load.Pacer;
import chat.maru.contract.node.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D5: whoever may have missed something is told in time, and has everything after a fetch. Only
/// what was fetched when it was told and what came live counts, so that a second gap would show.
@WithCluster
@Timeout(value = 90, threadMode = SEPARATE_THREAD)
class NoSilentGapIT extends HurtCluster {
  private static final int PER_SECOND = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What is promised from when the parts talk again.
  private static final Duration TOLD = Duration.ofSeconds(2);

  NoSilentGapIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void whoseGatewayStoodStillPastItsLeaseIsToldAndMissesNothing() {
    Talk talk = talk();
    String lease = RedisKeys.node(cluster.gateway(0).name());
    assertThat(RedisTalk.has(cluster.redis(), lease)).isTrue();
    cluster.gateway(0).freeze();
    while (RedisTalk.has(cluster.redis(), lease)) {
      talk.write(PER_SECOND);
    }
    long thawed = System.nanoTime();
    cluster.gateway(0).thaw();
    talk.isToldInTimeAndMissesNothing(thawed);
  }

  @Test
  void whoWasWelcomedJustBeforeRedisForgotEverythingIsToldAndMissesNothing() {
    Talk talk = talk();
    long emptied = System.nanoTime();
    RedisTalk.empty(cluster.redis());
    talk.isToldInTimeAndMissesNothing(emptied);
  }

  @Test
  void whoWasWelcomedJustBeforeRedisDiedWithoutItsDataIsToldAndMissesNothing() {
    Talk talk = talk();
    RedisTalk.empty(cluster.redis());
    cluster.redis().kill();
    talk.write(PER_SECOND);
    cluster.redis().restart();
    talk.isToldInTimeAndMissesNothing(System.nanoTime());
  }

  @Test
  void whoseGatewaysSubscriptionWasCutIsToldAndMissesNothingThoughTheFanOutStandsStill() {
    Talk talk = talk();
    talk.write(1); // asks chat-service who the members are
    cluster.chatService(0).freeze();
    talk.write(PER_SECOND);
    RedisTalk.cutSubscriptions(cluster.redis());
    long cut = System.nanoTime();
    cluster.chatService(0).thaw();
    talk.isToldInTimeAndMissesNothing(cut);
  }

  private Talk talk() {
    Pair pair = world.pair();
    RawSession writer = world.device(pair.borrower(), 2);
    return new Talk(pair, writer, world.device(pair.lender(), 1));
  }

  /// A borrower who writes, and what the lender's device has: what came live, and what was there to
  /// fetch each time it was told to.
  private static final class Talk {
    private final Pair pair;
    private final RawSession writer;
    private final RawSession device;
    private final Map<Long, Message> has = new TreeMap<>();
    private final List<Long> told = new ArrayList<>(); // when, on the clock of nanoTime
    private int head = 1; // each pair starts with one message
    private int taken;

    Talk(Pair pair, RawSession writer, RawSession device) {
      this.pair = pair;
      this.writer = writer;
      this.device = device;
      fetch();
    }

    /// At a steady pace; the device takes what comes meanwhile.
    void write(int count) {
      Pacer pacer = new Pacer(System.nanoTime(), PER_SECOND);
      for (int i = 1; i <= count; i++) {
        long _ = pacer.await(i);
        takeAll();
        ServerFrame.Ack _ = World.acked(writer, Send.toRoom(pair.roomId(), "m:" + ++head));
      }
    }

    /// Writing goes on while the cluster finds out and makes good.
    void isToldInTimeAndMissesNothing(long talkingAgain) {
      write(4 * PER_SECOND);
      while (!has.containsKey((long) head)) {
        take(device.awaitFrom(taken, PATIENCE, _ -> true));
      }
      assertThat(told).as("told").isNotEmpty();
      assertThat(Duration.ofNanos(told.getFirst() - talkingAgain)).as("told").isLessThan(TOLD);
      List<Message> all = List.copyOf(has.values());
      Judge.cameOnceAndInOrder(all, 1, head);
      assertThat(all).isEqualTo(World.history(pair.lender(), pair.roomId()));
    }

    private void takeAll() {
      List<RawSession.Received> received = device.received();
      received.subList(taken, received.size()).forEach(this::take);
    }

    private void take(RawSession.Received received) {
      taken++;
      switch (received.frame()) {
        case ServerFrame.Stored(Message message) -> has.put(message.seq(), message);
        case ServerFrame.Resync _ -> {
          told.add(received.nanos());
          fetch();
        }
        default -> {}
      }
    }

    private void fetch() {
      World.history(pair.lender(), pair.roomId()).forEach(m -> has.put(m.seq(), m));
    }
  }
}
