package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.load.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D3, D4: conversations far busier than people are. Senders don't wait for their acks: the gateway
/// keeps one unanswered send per room and holds the next ones back in order.
@WithCluster
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class BusyConversationsIT {
  private static final int PAIRS = 5;
  private static final int PER_SECOND = 50;
  private static final int PER_SENDER = 60 * PER_SECOND;
  private static final int STORED = 1 + 2 * PER_SENDER;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world;

  BusyConversationsIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void fiftyMessagesASecondFromBothSidesForAMinuteKeepEverySendersOrder() {
    List<Talk> talks = world.pairs(PAIRS).stream().map(this::talk).toList();
    long start = System.nanoTime();
    List<Callable<List<String>>> senders = new ArrayList<>();
    for (Talk talk : talks) {
      senders.add(() -> talk.pace("borrower", talk.sending.getFirst(), start));
      senders.add(() -> talk.pace("lender", talk.sending.getLast(), start));
    }
    List<List<String>> sent = World.together(senders);
    for (int i = 0; i < talks.size(); i++) {
      judge(talks.get(i), List.of(sent.get(2 * i), sent.get(2 * i + 1)));
    }
  }

  private Talk talk(Pair pair) {
    List<RawSession> sending =
        List.of(world.device(pair.borrower(), 1), world.device(pair.lender(), 2));
    List<RawSession> all = new ArrayList<>(sending);
    all.add(world.device(pair.borrower(), 2));
    all.add(world.device(pair.lender(), 1));
    return new Talk(pair, sending, all);
  }

  private static void judge(Talk talk, List<List<String>> sent) {
    String roomId = talk.pair.roomId();
    for (RawSession device : talk.all) {
      Judge.awaitSeq(device, roomId, STORED, PATIENCE);
      Judge.noErrors(device);
      List<Message> came = Judge.messages(device, roomId);
      Judge.cameOnceAndInOrder(came, 2, STORED);
      Judge.inSenderOrder(came);
      sent.forEach(ids -> Judge.allThere(came, ids));
    }
    assertThat(talk.pair.borrower().api().room(roomId).headSeq()).isEqualTo(STORED);
  }

  private record Talk(Pair pair, List<RawSession> sending, List<RawSession> all) {

    List<String> pace(String who, RawSession device, long start) {
      Pacer pacer = new Pacer(start, PER_SECOND);
      List<String> ids = new ArrayList<>();
      for (int i = 1; i <= PER_SENDER; i++) {
        long _ = pacer.await(i);
        Send send = Send.toRoom(pair.roomId(), who + ":" + i);
        device.send(send);
        ids.add(send.id());
      }
      return ids;
    }
  }
}
