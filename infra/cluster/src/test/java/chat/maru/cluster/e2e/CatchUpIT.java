package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D6, D7: who was away has everything afterwards.
@WithCluster
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class CatchUpIT {
  private static final int MISSED = 130; // more than a page

  private final World world;

  CatchUpIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void oneCallTellsAllThatWasMissedInEveryRoom() {
    Pair pair = world.pair();
    write(pair, MISSED);
    SyncPage page = pair.lender().api().sync(Map.of(pair.roomId(), 1L), 100);
    assertThat(page.items()).hasSize(1);
    SyncPage.Item item = page.items().getFirst();
    assertThat(item.headSeq()).isEqualTo(MISSED + 1);
    Judge.cameOnceAndInOrder(item.messages(), 2, 101);
    assertThat(pair.lender().api().sync(Map.of(pair.roomId(), MISSED + 1L), 100).items()).isEmpty();
  }

  @Test
  void pagesAreContiguousInBothDirections() {
    Pair pair = world.pair();
    write(pair, MISSED);
    MessagePage newest = pair.lender().api().newest(pair.roomId(), 50);
    Judge.cameOnceAndInOrder(newest.items(), MISSED - 48, MISSED + 1);
    assertThat(newest.hasMore()).isTrue();
    MessagePage older = pair.lender().api().before(pair.roomId(), MISSED - 48, 100);
    Judge.cameOnceAndInOrder(older.items(), 1, MISSED - 49);
    assertThat(older.hasMore()).isFalse();
    MessagePage newer = pair.lender().api().after(pair.roomId(), MISSED, 10);
    Judge.cameOnceAndInOrder(newer.items(), MISSED + 1, MISSED + 1);
    assertThat(newer.hasMore()).isFalse();
  }

  @Test
  void theReferenceClientShowsHistoryAndLiveAsOneSequence() {
    Pair pair = world.pair();
    BlockingQueue<Message> shown = new LinkedBlockingQueue<>();
    write(pair, MISSED / 2);
    try (ChatClient client = client(pair.lender(), shown)) {
      write(pair, MISSED - MISSED / 2);
      String id = client.sendToRoom(pair.roomId(), "caught up");
      List<Message> all = IntStream.rangeClosed(1, MISSED + 2).mapToObj(_ -> next(shown)).toList();
      Judge.cameOnceAndInOrder(all, 1, MISSED + 2);
      Judge.allThere(all, List.of(id));
      assertThat(all).isEqualTo(World.history(pair.borrower(), pair.roomId()));
    }
  }

  private ChatClient client(User user, BlockingQueue<Message> shown) {
    return ChatClient.start(
        world.sockets(),
        user.api(),
        user.credentials(),
        Settings.through(world.gateway(2), world.gateway(1)),
        new ChatListener() {
          @Override
          public void onMessage(Message message) {
            shown.add(message);
          }
        });
  }

  private void write(Pair pair, int count) {
    RawSession writer = world.device(pair.borrower(), 1);
    List<Send> sends =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Send.toRoom(pair.roomId(), "m:" + i))
            .toList();
    sends.forEach(send -> {
      ServerFrame.Ack _ = World.acked(writer, send);
    });
    Message _ = World.storedIn(writer, sends.getLast());
  }

  private static Message next(BlockingQueue<Message> shown) {
    try {
      Message message = shown.poll(Duration.ofSeconds(15).toMillis(), TimeUnit.MILLISECONDS);
      assertThat(message).as("the next message").isNotNull();
      return message;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
