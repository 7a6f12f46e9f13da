package chat.maru.cluster.trial.device;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.wire.ServerFrame;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawOutboxTest {
  private static final Outgoing ONE = new Outgoing("c1", "one");
  private static final Outgoing TWO = new Outgoing("c2", "two");
  private static final ServerFrame.Failure NOT_ACCEPTED =
      new ServerFrame.Failure("c1", "not_accepted", null, true, null);
  private static final ServerFrame.Failure MISMATCH =
      new ServerFrame.Failure("c1", "duplicate_mismatch", null, false, null);

  private final EventLoop loop = new DefaultEventLoop();
  private final Ledger ledger = new Ledger();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final Conversation conversation =
      new Conversation(UUID.randomUUID().toString(), UUID.randomUUID().toString());
  private final RawOutbox outbox =
      new RawOutbox(
          loop,
          new SplittableRandom(1),
          ledger,
          (send, attempt) -> sent.add("%s %d %s".formatted(send.id(), attempt, send.text())));

  @AfterEach
  void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void theNextOneWaitsForTheAnswer() throws Exception {
    connectWithBoth();
    assertThat(next()).isEqualTo("c1 1 one");
    on(() -> outbox.acked(ack(ONE)));
    assertThat(next()).isEqualTo("c2 1 two");
    assertThat(outbox.unanswered()).isEqualTo(1);
    on(() -> outbox.acked(ack(TWO)));
    assertThat(outbox.unanswered()).isZero();
    assertThat(ledger.totals().accepted()).isEqualTo(2);
  }

  @Test
  void whatWasRefusedForNowGoesAgainBeforeTheNext() throws Exception {
    connectWithBoth();
    assertThat(next()).isEqualTo("c1 1 one");
    on(() -> outbox.failed(NOT_ACCEPTED, "c1"));
    assertThat(next()).isEqualTo("c1 2 one");
  }

  @Test
  void whatIsUnansweredGoesAgainOnTheNextConnection() throws Exception {
    connectWithBoth();
    assertThat(next()).isEqualTo("c1 1 one");
    on(outbox::disconnected);
    on(outbox::connected);
    assertThat(next()).isEqualTo("c1 2 one");
  }

  @Test
  void aRefusalForGoodLetsTheNextGoAndOneAfterTheAckChangesNothing() throws Exception {
    connectWithBoth();
    assertThat(next()).isEqualTo("c1 1 one");
    on(() -> outbox.failed(MISMATCH, "c1"));
    assertThat(next()).isEqualTo("c2 1 two");
    on(() -> outbox.acked(ack(TWO)));
    on(() -> outbox.failed(MISMATCH, "c1"));
    assertThat(outbox.unanswered()).isZero();
    assertThat(sent).isEmpty();
  }

  private void connectWithBoth() throws Exception {
    outbox.announce();
    outbox.announce();
    on(outbox::connected);
    on(() -> outbox.add(conversation, ONE));
    on(() -> outbox.add(conversation, TWO));
  }

  private ServerFrame.Ack ack(Outgoing message) {
    return new ServerFrame.Ack(message.id(), conversation.roomId(), "m-" + message.id());
  }

  private void on(Runnable task) throws Exception {
    loop.submit(task).get(10, TimeUnit.SECONDS);
  }

  private String next() throws InterruptedException {
    return String.valueOf(sent.poll(10, TimeUnit.SECONDS));
  }
}
