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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1, D3, D4, D7: everybody at once, each user with a device on either gateway.
@WithCluster
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class PairsExchangeMessagesIT {
  private static final int PAIRS = 50;
  private static final int PER_DEVICE = 100;
  private static final int STORED = 1 + 4 * PER_DEVICE; // the room's first, and four devices
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final World world;

  PairsExchangeMessagesIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyMessageIsAckedAndReachesEveryDeviceOfBothOnceInOrderAsInHistory() {
    List<Talk> talks = world.pairs(PAIRS).stream().map(this::talk).toList();
    double repeats = world.repeatsTold();
    World.together(
        talks.stream()
            .flatMap(talk -> talk.devices().stream().map(device -> sending(talk, device)))
            .toList());
    talks.forEach(PairsExchangeMessagesIT::awaitAll);
    boolean toldAgain = world.repeatsTold() > repeats;
    talks.forEach(talk -> judge(talk, toldAgain));
  }

  private Talk talk(Pair pair) {
    List<RawSession> devices =
        Stream.of(pair.borrower(), pair.lender())
            .flatMap(user -> Stream.of(world.device(user, 1), world.device(user, 2)))
            .toList();
    return new Talk(pair, devices);
  }

  private static java.util.concurrent.Callable<Integer> sending(Talk talk, RawSession device) {
    return () -> {
      int name = talk.devices().indexOf(device);
      for (int i = 1; i <= PER_DEVICE; i++) {
        Send send = Send.toRoom(talk.pair().roomId(), "device " + name + ":" + i);
        ServerFrame.Ack _ = World.acked(device, send);
      }
      return PER_DEVICE;
    };
  }

  private static void awaitAll(Talk talk) {
    talk.devices()
        .forEach(device -> Judge.awaitSeq(device, talk.pair().roomId(), STORED, PATIENCE));
  }

  /// @param toldAgain the cluster counted repeats, so they are no fault
  private static void judge(Talk talk, boolean toldAgain) {
    String roomId = talk.pair().roomId();
    List<Message> history = World.history(talk.pair().lender(), roomId);
    Judge.cameOnceAndInOrder(history, 1, STORED);
    for (RawSession device : talk.devices()) {
      Judge.refusedNothing(device);
      List<Message> came = Judge.messages(device, roomId, toldAgain);
      Judge.cameOnceAndInOrder(came, 2, STORED);
      Judge.inSenderOrder(came);
      assertThat(came).isEqualTo(history.subList(1, STORED));
      Judge.allThere(came, acked(device));
    }
  }

  private static List<String> acked(RawSession device) {
    List<String> ids =
        new ArrayList<>(
            device.received(ServerFrame.Ack.class).stream().map(ServerFrame.Ack::id).toList());
    assertThat(ids).hasSize(PER_DEVICE);
    assertThat(ids.stream().collect(Collectors.toSet())).hasSize(PER_DEVICE);
    return ids;
  }

  private record Talk(Pair pair, List<RawSession> devices) {}
}
