package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.load.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D3, D12: a persistence-service that stands still under traffic and wakes when its rooms are
/// another's.
@WithCluster(persistenceServices = 2)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StandStillIT extends HurtCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  StandStillIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void aPersistenceServiceThatStandsStillUnderTrafficAndWakesBesideItsSuccessorBreaksNoOrder() {
    List<Talk> talks = world.pairs(Talk.NUMBER).stream().map(this::talk).toList();
    long start = System.nanoTime();
    List<Callable<List<Send>>> tasks = new ArrayList<>();
    talks.forEach(talk -> tasks.add(() -> talk.write(start)));
    tasks.add(() -> standStill(talks));
    List<List<Send>> sent = World.together(tasks);
    for (int i = 0; i < talks.size(); i++) {
      Talk talk = talks.get(i);
      Judge.oneOrder(talk.pair, sent.get(i), List.of(talk.borrowers, talk.lenders), PATIENCE);
    }
    assertThat(talks).as("rooms of the frozen one").anyMatch(Talk::waited);
  }

  private Talk talk(Pair pair) {
    return new Talk(pair, world.device(pair.borrower(), 1), world.device(pair.lender(), 2));
  }

  /// Until the successor has stored what was accepted long after the freeze, in every room.
  private List<Send> standStill(List<Talk> talks) {
    talks.forEach(talk -> talk.awaitSeq(Talk.FROZEN_AT));
    cluster.persistenceService(0).freeze();
    talks.forEach(talk -> talk.awaitSeq(Talk.THAWED_AT));
    cluster.persistenceService(0).thaw();
    return List.of();
  }

  /// A borrower who writes without a pause, and both parties' devices.
  private record Talk(Pair pair, RawSession borrowers, RawSession lenders) {
    private static final int NUMBER = 12; // so that the frozen one surely has some of them
    private static final int PER_SECOND = 10;
    private static final int FROZEN_AT = PER_SECOND;
    private static final int THAWED_AT = 13 * PER_SECOND;
    private static final int MESSAGES = 18 * PER_SECOND;
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    List<Send> write(long start) {
      Pacer pacer = new Pacer(start, PER_SECOND);
      List<Send> sent = new ArrayList<>();
      for (int i = 1; i <= MESSAGES; i++) {
        long _ = pacer.await(i);
        sent.add(Send.toRoom(pair.roomId(), "m:" + i));
        ServerFrame.Ack _ = World.acked(borrowers, sent.getLast());
      }
      return sent;
    }

    void awaitSeq(long seq) {
      Judge.awaitSeq(lenders, pair.roomId(), seq, PATIENCE);
    }

    /// Nothing was stored for about as long as a dead node's partitions wait for another.
    boolean waited() {
      List<Long> times =
          lenders.received().stream()
              .filter(came -> came.frame() instanceof ServerFrame.Stored)
              .map(RawSession.Received::nanos)
              .toList();
      for (int i = 1; i < times.size(); i++) {
        if (times.get(i) - times.get(i - 1) > SESSION_TIMEOUT.toNanos() / 2) {
          return true;
        }
      }
      return false;
    }
  }
}
