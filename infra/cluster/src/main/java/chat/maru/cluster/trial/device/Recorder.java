package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.HistoryWriter;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.history.record.TextDigest;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Writes one client's history with the time of now. Safe for any thread.
final class Recorder {
  private final HistoryWriter file;
  private final String client;
  private final String user;
  private final Clock clock;

  @GuardedBy("this")
  private boolean ended;

  private Recorder(HistoryWriter file, String client, String user, Clock clock) {
    this.file = file;
    this.client = client;
    this.user = user;
    this.clock = clock;
  }

  static Recorder begin(Stage stage, String client, String user, HistoryEvent.Began began) {
    try {
      Recorder recorder =
          new Recorder(
              HistoryWriter.create(stage.histories(), client), client, user, stage.clock());
      recorder.tell(began);
      return recorder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing is told after the end.
  synchronized void tell(HistoryEvent event) {
    if (!ended) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      file.write(new Recorded(client, user, micros, event));
    }
  }

  synchronized void end(HistoryEvent.Ended how) {
    tell(how);
    close();
  }

  /// Ends without a word, as one that was killed.
  synchronized void close() {
    ended = true;
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageCopy copy(Message message) {
    return new MessageCopy(
        message.roomId(),
        message.seq(),
        message.messageId(),
        message.senderId(),
        message.clientMessageId(),
        TextDigest.of(message.text()),
        message.sentAt());
  }

  static List<MessageCopy> copies(List<Message> messages) {
    return messages.stream().map(Recorder::copy).toList();
  }
}
