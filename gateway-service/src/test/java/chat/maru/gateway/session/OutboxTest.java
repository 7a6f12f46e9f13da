package chat.maru.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final UUID ROOM = UUID.randomUUID();
  private static final UUID USER = UUID.randomUUID();
  private static final Outgoing TYPING = Outgoing.of(new ServerFrame.Typing(ROOM, USER));

  private final HeldSocket socket = new HeldSocket();
  private final Outbox outbox = new Outbox(socket, 8, 10_000);

  @Test
  void writesNothingBeforeItIsOpenedAndWelcomeFirst() {
    outbox.offer(goaway(1));
    assertThat(socket.sent).isEmpty();
    outbox.open(goaway(0));
    socket.finish();
    assertThat(socket.sent).containsExactly(goaway(0).text(), goaway(1).text());
  }

  @Test
  void writesOneAtATimeInOrder() {
    outbox.open(goaway(0));
    outbox.offer(goaway(1));
    outbox.offer(goaway(2));
    assertThat(socket.sent).hasSize(1);
    socket.finish();
    assertThat(socket.sent).hasSize(2);
    socket.finish();
    socket.finish();
    assertThat(socket.sent).containsExactly(goaway(0).text(), goaway(1).text(), goaway(2).text());
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void aSocketThatIsDoneAtOnceIsWrittenToInALoop() {
    var deep = new Outbox(socket, 100_000, 100_000_000);
    socket.immediate = true;
    for (int i = 0; i < 50_000; i++) {
      deep.offer(goaway(i));
    }
    deep.open(goaway(-1));
    assertThat(socket.sent).hasSize(50_001);
    assertThat(deep.isEmpty()).isTrue();
  }

  @Test
  void aWrittenFrameTellsOncePerSocketAndNotBefore() {
    var written = new AtomicInteger();
    Outgoing observed = goaway(1).whenWritten(written::incrementAndGet);
    var other = new HeldSocket();
    var otherOutbox = new Outbox(other, 8, 10_000);
    outbox.open(observed);
    otherOutbox.open(goaway(0));
    otherOutbox.offer(observed);
    assertThat(written).hasValue(0);
    socket.finish();
    assertThat(written).hasValue(1);
    other.finish();
    assertThat(written).hasValue(1);
    other.finish();
    assertThat(written).hasValue(2);
  }

  @Test
  void aFrameThatWasNotWrittenTellsNothing() {
    var written = new AtomicInteger();
    outbox.open(goaway(1).whenWritten(written::incrementAndGet));
    outbox.offer(goaway(2).whenWritten(written::incrementAndGet));
    socket.fail();
    assertThat(written).hasValue(0);
  }

  @Test
  void passingFramesAreLeftOutFromHalfFullOnAndTheNeededOnesEndTheSession() {
    outbox.open(goaway(0)); // under way
    for (int i = 0; i < 4; i++) {
      assertThat(outbox.offer(goaway(i))).isEmpty();
    }
    assertThat(outbox.offer(TYPING)).isEmpty();
    for (int i = 4; i < 8; i++) {
      assertThat(outbox.offer(goaway(i))).isEmpty();
    }
    assertThat(outbox.offer(goaway(8))).contains(Closing.TOO_SLOW);
    assertThat(outbox.offer(goaway(9))).isEmpty();
    socket.finish();
    assertThat(socket.sent).hasSize(1);
  }

  @Test
  void bytesAreBoundedToo() {
    outbox.open(goaway(0));
    assertThat(outbox.offer(Outgoing.of(error("x".repeat(9_000))))).isEmpty();
    assertThat(outbox.offer(Outgoing.of(error("x".repeat(9_000))))).contains(Closing.TOO_SLOW);
  }

  @Test
  void ofWaitingReadsTheGreatestIsSentAndMessagesKeepTheirPlace() {
    outbox.open(goaway(0));
    outbox.offer(read(3));
    outbox.offer(goaway(1));
    outbox.offer(read(5));
    outbox.offer(Outgoing.of(new ServerFrame.Read(ROOM, UUID.randomUUID(), 1)));
    for (int i = 0; i < 4; i++) {
      socket.finish();
    }
    assertThat(socket.sent).hasSize(4).doesNotContain(read(3).text());
    assertThat(socket.sent.get(2)).isEqualTo(read(5).text());
  }

  @Test
  void aFailedWriteEndsIt() {
    outbox.open(goaway(0));
    outbox.offer(goaway(1));
    socket.fail();
    assertThat(socket.sent).hasSize(1);
    assertThat(outbox.isEmpty()).isTrue();
  }

  private static Outgoing goaway(long number) {
    return Outgoing.of(new ServerFrame.Goaway(number));
  }

  private static Outgoing read(long seq) {
    return Outgoing.of(new ServerFrame.Read(ROOM, USER, seq));
  }

  private static ServerFrame error(String message) {
    return new ServerFrame.Error(null, "bad_frame", message, false, null, null);
  }

  /// Finishes writes when the test says so.
  private static final class HeldSocket extends SilentSocket {
    final List<String> sent = new ArrayList<>();
    boolean immediate;
    private @Nullable Written written;

    @Override
    public void send(String text, Written written) {
      assertThat(this.written).as("one write at a time").isNull();
      sent.add(text);
      if (immediate) {
        written.done(true);
      } else {
        this.written = written;
      }
    }

    void finish() {
      end(true);
    }

    void fail() {
      end(false);
    }

    private void end(boolean well) {
      Written done = written;
      written = null;
      done.done(well);
    }
  }
}
