package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the database held at the end.
///
/// @param rows as they were recorded
/// @param byMessage the first row of each (room, message)
/// @param byClientId the rows of each (sender, client message id), in whatever room
/// @param heads by room
/// @param positions read positions by (room, user)
record Database(
    List<Recorded> rows,
    Map<Pair, Recorded> byMessage,
    Map<Pair, List<MessageCopy>> byClientId,
    Map<String, HistoryEvent.Head> heads,
    Map<Pair, Recorded> positions) {

  /// Two ids that together name something.
  record Pair(String one, String other) {}

  static Database of(List<Recorded> entries) {
    Database database =
        new Database(
            new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    entries.forEach(database::add);
    return database;
  }

  /// Also when one of both lacks, for without heads nobody is a member of anything.
  boolean isEmpty() {
    return rows.isEmpty() || heads.isEmpty();
  }

  @Nullable MessageCopy message(String roomId, String messageId) {
    Recorded row = byMessage.get(new Pair(roomId, messageId));
    return row == null ? null : row.event().copies().getFirst();
  }

  List<MessageCopy> underClientId(String senderId, String clientMessageId) {
    return byClientId.getOrDefault(new Pair(senderId, clientMessageId), List.of());
  }

  /// Of a room that has no head nobody is a member.
  List<String> members(String roomId) {
    HistoryEvent.Head head = heads.get(roomId);
    return head == null ? List.of() : head.members();
  }

  private void add(Recorded entry) {
    switch (entry.event()) {
      case HistoryEvent.Row(MessageCopy message) -> {
        rows.add(entry);
        byMessage.putIfAbsent(new Pair(message.roomId(), message.messageId()), entry);
        byClientId
            .computeIfAbsent(
                new Pair(message.senderId(), message.clientMessageId()), _ -> new ArrayList<>())
            .add(message);
      }
      case HistoryEvent.Head head -> heads.put(head.roomId(), head);
      case HistoryEvent.ReadPosition read ->
          positions.put(new Pair(read.roomId(), read.userId()), entry);
      default -> throw new IllegalArgumentException(entry + " (expected: what a database holds)");
    }
  }
}
