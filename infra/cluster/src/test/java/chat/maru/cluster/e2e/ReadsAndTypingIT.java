package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D8 and the company one keeps: read marks and typing across nodes.
@WithCluster
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ReadsAndTypingIT {
  private final World world;
  private Pair pair;
  private RawSession borrower;
  private RawSession lender;
  private RawSession lendersOther;

  ReadsAndTypingIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @BeforeEach
  void connect() {
    pair = world.pair();
    borrower = world.device(pair.borrower(), 1);
    lender = world.device(pair.lender(), 2);
    lendersOther = world.device(pair.lender(), 1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aReadMarkReachesTheOtherPartyAndOnesOwnOtherDevice() {
    lender.send(new ClientFrame.Read(pair.roomId(), 1));
    for (RawSession session : List.of(borrower, lendersOther)) {
      assertThat(session.await(ServerFrame.Read.class))
          .isEqualTo(new ServerFrame.Read(pair.roomId(), pair.lender().id(), 1));
    }
    assertThat(room(pair.lender()).unreadCount()).isZero();
    assertThat(room(pair.borrower()).counterpartReadSeq()).isEqualTo(1);
  }

  @Test
  void readsGoForwardOnlyAndNeverPastTheHead() {
    for (int i = 0; i < 4; i++) {
      say(borrower, "message");
    }
    lender.send(new ClientFrame.Read(pair.roomId(), 3));
    awaitRead(borrower, 3);
    lender.send(new ClientFrame.Read(pair.roomId(), 2));
    lender.send(new ClientFrame.Read(pair.roomId(), 99));
    awaitRead(borrower, 5);
    assertThat(borrower.received(ServerFrame.Read.class))
        .extracting(ServerFrame.Read::seq)
        .isSorted()
        .doesNotContain(2L, 99L);
    assertThat(room(pair.lender()).readSeq()).isEqualTo(5);
  }

  @Test
  void unreadIsHeadMinusReadAndWritingReadsUpToOnesOwnMessage() {
    say(borrower, "one");
    say(borrower, "two");
    assertThat(room(pair.lender()).unreadCount()).isEqualTo(3);
    Message answer = say(lender, "here I am");
    assertThat(room(pair.lender()).readSeq()).isEqualTo(answer.seq());
    assertThat(room(pair.lender()).unreadCount()).isZero();
    assertThat(room(pair.borrower()).unreadCount()).isEqualTo(1);
  }

  @Test
  void typingReachesTheOtherPartyAtMostOnceInThreeSecondsAndNeverOneself() {
    for (int i = 0; i < 5; i++) {
      borrower.send(new ClientFrame.Typing(pair.roomId()));
    }
    for (RawSession session : List.of(lender, lendersOther)) {
      assertThat(session.await(ServerFrame.Typing.class))
          .isEqualTo(new ServerFrame.Typing(pair.roomId(), pair.borrower().id()));
    }
    say(borrower, "typed"); // comes after everything that was typed
    Judge.awaitSeq(lender, pair.roomId(), 2, java.time.Duration.ofSeconds(10));
    assertThat(lender.received(ServerFrame.Typing.class)).hasSize(1);
    assertThat(borrower.received(ServerFrame.Typing.class)).isEmpty();
  }

  private Room room(User user) {
    return user.api().room(pair.roomId());
  }

  private void awaitRead(RawSession session, long seq) {
    ServerFrame.Read _ = session.await(ServerFrame.Read.class, read -> read.seq() == seq);
  }

  private Message say(RawSession session, String text) {
    Send send = Send.toRoom(pair.roomId(), text);
    ServerFrame.Ack _ = World.acked(session, send);
    return World.storedIn(session, send);
  }
}
