package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.cluster.launcher.WithCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D3, D12: a persistence-service that dies or stands still at the worst moment, and its
/// successor, give each message one number and tell it so.
@WithCluster(persistenceServices = 2)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class SuccessorIT extends HurtCluster {
  SuccessorIT(LocalCluster cluster) {
    super(cluster);
  }

  /// The node has its numbers and its rows, not its commit; the database ends its transaction after
  /// a while, and what it does when it wakes comes too late.
  @Test
  void aNodeThatStandsStillInsideItsTransactionAndWakesBesideItsSuccessorBreaksNoOrder() {
    Conversation talk = Conversation.of(world);
    ServiceProcess node;
    try (HeldReader held = hold(talk)) {
      talk.send("stored by a node that stands still");
      node = node(held.awaitWaiting());
      node.freeze();
      held.release();
      held.awaitOpenTransactionOf(node.name());
    }
    talk.send("stored by its successor");
    talk.send("stored by its successor, too");
    talk.awaitAll();
    node.thaw();
    node.awaitReady();
    talk.send("stored after it woke");
    talk.judge();
  }

  /// Kafka stands still from before the commit until the node is dead: the offset can't be
  /// committed, the events may at most lie in the broker's socket.
  @Test
  void aBatchWhoseNodeDiesAfterTheCommitIsToldByTheSuccessorUnderTheSameNumbers() {
    Conversation talk = Conversation.of(world);
    ServiceProcess successor;
    double repeats;
    long stored;
    try (HeldReader held = hold(talk)) {
      Send send = talk.send("stored, and its node dies before it tells");
      ServiceProcess node = node(held.awaitWaiting());
      successor = node.equals(nodes().getFirst()) ? nodes().getLast() : nodes().getFirst();
      repeats = world.repeatsStored(successor.management());
      cluster.kafka().freeze();
      held.release();
      stored = held.awaitStored(send.id());
      assertThat(talk.came()).as("told before").isEmpty();
      node.kill();
    }
    cluster.kafka().thaw();
    talk.send("stored by the successor");
    talk.awaitAll();
    assertThat(stored).isEqualTo(2);
    assertThat(world.repeatsStored(successor.management()))
        .as("told again by the successor")
        .isGreaterThan(repeats);
    talk.judge();
  }

  private HeldReader hold(Conversation talk) {
    Pair pair = talk.pair();
    return new HeldReader(cluster.postgres().database(), pair.roomId(), pair.borrower().id());
  }

  private ServiceProcess node(String name) {
    return nodes().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  private List<ServiceProcess> nodes() {
    return List.of(cluster.persistenceService(0), cluster.persistenceService(1));
  }
}
