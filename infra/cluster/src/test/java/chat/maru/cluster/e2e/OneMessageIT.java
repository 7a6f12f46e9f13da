package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D2, D3: racing first messages meet in one room, and whatever is sent again is the same message.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class OneMessageIT {
  private static final int RACERS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final World world;

  OneMessageIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void racingFirstMessagesMakeOneRoomWithAllOfThem() {
    User borrower = world.user("Borrower");
    User lender = world.user("Lender");
    Post post = world.postOf(lender);
    RawSession lenders = world.device(lender, 1);
    List<RawSession> racers =
        IntStream.range(0, RACERS).mapToObj(i -> world.device(borrower, 1 + i % 2)).toList();
    double repeats = world.repeatsTold();
    List<Send> firsts = racers.stream().map(_ -> Send.onPost(post.postId(), "first!")).toList();
    List<ServerFrame.Ack> acks =
        World.together(
            IntStream.range(0, RACERS)
                .mapToObj(i ->
                    (java.util.concurrent.Callable<ServerFrame.Ack>)
                        () -> World.acked(racers.get(i), firsts.get(i)))
                .toList());

    assertThat(acks.stream().map(ServerFrame.Ack::roomId).distinct()).hasSize(1);
    String roomId = acks.getFirst().roomId();
    List<String> ids = firsts.stream().map(Send::id).toList();
    for (RawSession device :
        IntStream.range(0, RACERS + 1)
            .mapToObj(i -> i < RACERS ? racers.get(i) : lenders)
            .toList()) {
      Judge.awaitSeq(device, roomId, RACERS, PATIENCE);
      List<Message> came = Judge.messages(device, roomId, world.repeatsTold() > repeats);
      Judge.cameOnceAndInOrder(came, 1, RACERS);
      Judge.allThere(came, ids);
    }
    assertThat(World.history(borrower, roomId)).hasSize(RACERS);
    assertThat(borrower.api().rooms(50, null).items())
        .extracting(Room::roomId)
        .containsExactly(roomId);
    assertThat(borrower.api().roomOnPost(post.postId()).roomId()).isEqualTo(roomId);
  }

  @Test
  void theSameIdAgainOnTheOtherNodeAndAfterAReconnectIsTheSameMessage() {
    Pair pair = world.pair();
    Send send = Send.toRoom(pair.roomId(), "once");
    RawSession first = world.device(pair.borrower(), 1);
    ServerFrame.Ack ack = World.acked(first, send);
    Message stored = World.storedIn(first, send);
    first.close();

    RawSession other = world.device(pair.borrower(), 2);
    RawSession resumed = world.device(pair.borrower(), 1);
    for (RawSession again : List.of(other, resumed)) {
      assertThat(World.acked(again, send).messageId()).isEqualTo(ack.messageId());
      assertThat(World.storedIn(again, send)).isEqualTo(stored);
    }
    Message next = sendAndAwaitStored(other, Send.toRoom(pair.roomId(), "twice"));
    assertThat(next.seq()).isEqualTo(stored.seq() + 1);
    assertThat(World.history(pair.lender(), pair.roomId())).hasSize(3).contains(stored, next);
  }

  @Test
  void anotherTextUnderAUsedIdIsRefusedAndItsSenderTold() {
    Pair pair = world.pair();
    RawSession lenders = world.device(pair.lender(), 2);
    RawSession device = world.device(pair.borrower(), 1);
    Send send = Send.toRoom(pair.roomId(), "nine thousand");
    Message stored = sendAndAwaitStored(device, send);

    device.send(send.saying("ninety thousand"));
    ServerFrame.Failure refused =
        device.await(ServerFrame.Failure.class, f -> send.id().equals(f.id()));
    assertThat(refused.code()).isEqualTo("duplicate_mismatch");
    assertThat(refused.retryable()).isFalse();

    Message next = sendAndAwaitStored(device, Send.toRoom(pair.roomId(), "next"));
    assertThat(next.seq()).isEqualTo(stored.seq() + 1);
    assertThat(World.history(pair.lender(), pair.roomId())).contains(stored, next).hasSize(3);
    Judge.awaitSeq(lenders, pair.roomId(), next.seq(), PATIENCE);
    Judge.noErrors(lenders);
  }

  @Test
  void anIdInCapitalsIsTheSameId() {
    Pair pair = world.pair();
    RawSession device = world.device(pair.borrower(), 1);
    Send send = Send.toRoom(pair.roomId(), "once");
    Message stored = sendAndAwaitStored(device, send);
    Send capital =
        new Send(send.id().toUpperCase(java.util.Locale.ROOT), pair.roomId(), null, "once");
    assertThat(World.acked(device, capital).messageId()).isEqualTo(stored.messageId());
    assertThat(pair.borrower().api().room(pair.roomId()).headSeq()).isEqualTo(stored.seq());
  }

  private static Message sendAndAwaitStored(RawSession device, Send send) {
    ServerFrame.Ack _ = World.acked(device, send);
    return World.storedIn(device, send);
  }
}
