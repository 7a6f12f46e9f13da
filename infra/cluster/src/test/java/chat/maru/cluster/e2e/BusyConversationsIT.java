package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.api.Message;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D3, D4, D7: conversations far busier than people are, judged on raw sessions of both parties on
/// both gateways, and on what the reference client shows.
@WithCluster
@Timeout(value = 240, threadMode = SEPARATE_THREAD)
class BusyConversationsIT {
  private static final int PAIRS = 5;
  private static final int PER_SECOND = 50;
  private static final int PER_SENDER = 30 * PER_SECOND;
  private static final int BURST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final World world;
  private final List<Screen> screens = new CopyOnWriteArrayList<>();

  BusyConversationsIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  /// Through the reference client, which meets what an overloaded machine refuses.
  @Test
  void fiftyMessagesASecondFromBothSidesForHalfAMinuteKeepEverySendersOrder() {
    List<Talk> talks = world.pairs(PAIRS).stream().map(this::talk).toList();
    double repeats = world.repeatsTold();
    long start = System.nanoTime();
    List<Callable<List<String>>> senders = new ArrayList<>();
    for (Talk talk : talks) {
      senders.add(() -> pace(talk.pair, talk.pair.borrower(), 1, start));
      senders.add(() -> pace(talk.pair, talk.pair.lender(), 2, start));
    }
    List<List<String>> sent = World.together(senders);
    for (int i = 0; i < talks.size(); i++) {
      judge(talks.get(i), List.of(sent.get(2 * i), sent.get(2 * i + 1)), repeats);
    }
    screens.forEach(Screen::judge);
  }

  /// The gateway keeps one unanswered send per room and holds the next ones back in order; what it
  /// refuses for now where the machine stands still goes again.
  @Test
  void whoDoesNotWaitForAcksKeepsTheOrderToo() {
    List<Talk> talks = world.pairs(PAIRS).stream().map(this::talk).toList();
    for (Talk talk : talks) {
      double repeats = world.repeatsTold();
      List<RawSession> senders = List.of(talk.devices.getFirst(), talk.devices.getLast());
      List<List<String>> sent =
          World.together(
              senders.stream()
                  .<Callable<List<String>>>map(device -> () -> burst(talk.pair, device))
                  .toList());
      judge(talk, sent, repeats);
      talk.devices.forEach(Judge::refusedNothing);
    }
  }

  private Talk talk(Pair pair) {
    return new Talk(
        pair,
        List.of(
            world.device(pair.borrower(), 1),
            world.device(pair.borrower(), 2),
            world.device(pair.lender(), 1),
            world.device(pair.lender(), 2)));
  }

  private List<String> pace(Pair pair, User user, int gateway, long start) {
    Screen screen = new Screen();
    screens.add(screen);
    ChatClient client =
        world.kept(
            ChatClient.start(
                world.sockets(),
                user.api(),
                user.credentials(),
                Settings.through(world.gateway(gateway)),
                screen));
    Pacer pacer = new Pacer(start, PER_SECOND);
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= PER_SENDER; i++) {
      long _ = pacer.await(i);
      ids.add(client.sendToRoom(pair.roomId(), user.name() + ":" + i));
    }
    return ids;
  }

  private static List<String> burst(Pair pair, RawSession device) {
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i <= BURST; i++) {
      sends.add(Send.toRoom(pair.roomId(), "burst of " + device.hashCode() + ":" + i));
    }
    ServerFrame.Ack _ = World.acked(device, sends.getFirst()); // the gateway knows the room now
    World.ackedInOrder(device, sends.subList(1, sends.size()));
    return sends.stream().map(Send::id).toList();
  }

  /// @param repeats what the cluster had counted before
  private void judge(Talk talk, List<List<String>> sent, double repeats) {
    String roomId = talk.pair.roomId();
    int head = 1 + sent.stream().mapToInt(List::size).sum();
    talk.devices.forEach(device -> Judge.awaitSeq(device, roomId, head, PATIENCE));
    boolean toldAgain = world.repeatsTold() > repeats;
    for (RawSession device : talk.devices) {
      List<Message> came = Judge.messages(device, roomId, toldAgain);
      Judge.cameOnceAndInOrder(came, 2, head);
      Judge.inSenderOrder(came);
      sent.forEach(ids -> Judge.allThere(came, ids));
    }
    assertThat(talk.pair.borrower().api().room(roomId).headSeq()).isEqualTo(head);
  }

  private record Talk(Pair pair, List<RawSession> devices) {}

  /// What one client showed, in its order.
  private static final class Screen implements ChatListener {
    private static final int ALL = 1 + 2 * PER_SENDER;

    private final List<Message> shown = new ArrayList<>(); // the client's loop adds
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final CountDownLatch missing = new CountDownLatch(ALL);
    private final List<String> nodes = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message message) {
      shown.add(message);
      missing.countDown();
    }

    @Override
    public void onConnection(@Nullable String node) {
      nodes.add(String.valueOf(node));
    }

    @Override
    public void onFailed(String id, String code) {
      failed.add(code);
    }

    void judge() {
      try {
        assertThat(missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all shown").isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Judge.cameOnceAndInOrder(List.copyOf(shown), 1, ALL);
      assertThat(failed).isEmpty();
      assertThat(nodes).as("one connection throughout").hasSize(1);
    }
  }
}
