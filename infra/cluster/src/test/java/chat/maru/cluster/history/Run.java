package chat.maru.cluster.history;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.HistoryEvent.Acked;
import chat.maru.cluster.history.record.HistoryEvent.Announced;
import chat.maru.cluster.history.record.HistoryEvent.Began;
import chat.maru.cluster.history.record.HistoryEvent.Connected;
import chat.maru.cluster.history.record.HistoryEvent.Ended;
import chat.maru.cluster.history.record.HistoryEvent.Fetched;
import chat.maru.cluster.history.record.HistoryEvent.Head;
import chat.maru.cluster.history.record.HistoryEvent.ReadPosition;
import chat.maru.cluster.history.record.HistoryEvent.Received;
import chat.maru.cluster.history.record.HistoryEvent.Row;
import chat.maru.cluster.history.record.HistoryEvent.Sent;
import chat.maru.cluster.history.record.HistoryEvent.Shown;
import chat.maru.cluster.history.record.HistoryEvent.StreamEnd;
import chat.maru.cluster.history.record.HistoryEvent.Synced;
import chat.maru.cluster.history.record.HistoryEvent.SyncedRoom;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.history.record.TextDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A history in the making: one room, in which Ann writes and Bob listens, a device each. Message n
/// has client id `c`n, message id `m`n and, if all is well, seq n.
final class Run {
  static final String ROOM = "room";
  static final String ANN = "ann";
  static final String BOB = "bob";

  private final List<Recorded> entries = new ArrayList<>();

  Run() {
    begins(ANN, ANN);
    begins(BOB, BOB);
  }

  static MessageCopy message(int n) {
    return message(n, n);
  }

  static MessageCopy message(int n, long seq) {
    return new MessageCopy(
        ROOM, seq, "m" + n, ANN, "c" + n, digest("text " + n), Instant.ofEpochMilli(n));
  }

  static String digest(String text) {
    return TextDigest.of(text);
  }

  /// All goes well with messages 1 to `last`.
  static Run upTo(int last) {
    Run run = new Run();
    for (int n = 1; n <= last; n++) {
      run.goesWell(n);
    }
    return run;
  }

  Run goesWell(int n) {
    return sent(n).acked(n).stored(message(n)).reaches(ANN, message(n)).reaches(BOB, message(n));
  }

  Run begins(String client, String user) {
    add(client, user, new Began(true, true, Map.of()));
    return add(client, user, new Connected("gateway-1", "session"));
  }

  Run sent(int n) {
    return sent(ANN, n, "text " + n);
  }

  Run sent(String client, int n, String text) {
    return add(client, ANN, new Sent("c" + n, ROOM, null, digest(text), 1, 1));
  }

  Run acked(int n) {
    return on(ANN, new Acked("c" + n, ROOM, "m" + n));
  }

  Run stored(MessageCopy message) {
    return database(new Row(message));
  }

  /// Live and on the screen.
  Run reaches(String device, MessageCopy message) {
    return on(device, new Received(message)).on(device, new Shown(message));
  }

  Run fetched(@Nullable Long before, @Nullable Long after, long head, boolean more, int... items) {
    return on(BOB, new Fetched(ROOM, before, after, head, more, messages(items)));
  }

  Run synced(long after, long head, long read, int... items) {
    SyncedRoom room = new SyncedRoom(ROOM, head, read, head, messages(items));
    return on(BOB, new Synced(Map.of(ROOM, after), List.of(room), false));
  }

  /// The public stream tells message n.
  Run announced(int n) {
    return announced(message(n));
  }

  Run announced(MessageCopy message) {
    return stream(new Announced("stored:" + message.messageId(), message));
  }

  Run stream(HistoryEvent event) {
    entries.add(Recorded.ofStream(entries.size(), event));
    return this;
  }

  Run streamEnds() {
    return stream(new StreamEnd(entries.size()));
  }

  /// A device of the user with the same name does it.
  Run on(String device, HistoryEvent event) {
    return add(device, device, event);
  }

  Run database(HistoryEvent event) {
    entries.add(Recorded.ofDatabase(entries.size(), event));
    return this;
  }

  /// The client is killed if it does not end.
  Run ends(String device) {
    return on(device, new Ended(true, true));
  }

  /// What the room's row and its members' read positions say in the end.
  Run head(long head, long annRead, long bobRead) {
    return database(new Head(ROOM, head, List.of(ANN, BOB)))
        .database(new ReadPosition(ROOM, ANN, annRead))
        .database(new ReadPosition(ROOM, BOB, bobRead));
  }

  /// Both end connected and caught up, and the database with this head.
  Report judged(long head) {
    return ends(ANN).ends(BOB).head(head, head, head).report();
  }

  Report report() {
    return HistoryChecker.check(entries);
  }

  List<Recorded> entries() {
    return entries;
  }

  private Run add(String client, String user, HistoryEvent event) {
    entries.add(new Recorded(client, user, entries.size(), event));
    return this;
  }

  private static List<MessageCopy> messages(int... items) {
    List<MessageCopy> messages = new ArrayList<>();
    for (int n : items) {
      messages.add(message(n));
    }
    return messages;
  }
}
