package chat.maru.cluster.history.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a recorded client did, was told or showed, and what the database and the public stream held
/// at the end.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HistoryEvent.Began.class, name = "began"),
  @JsonSubTypes.Type(value = HistoryEvent.Connected.class, name = "connected"),
  @JsonSubTypes.Type(value = HistoryEvent.Disconnected.class, name = "disconnected"),
  @JsonSubTypes.Type(value = HistoryEvent.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = HistoryEvent.Acked.class, name = "acked"),
  @JsonSubTypes.Type(value = HistoryEvent.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = HistoryEvent.Received.class, name = "received"),
  @JsonSubTypes.Type(value = HistoryEvent.Shown.class, name = "shown"),
  @JsonSubTypes.Type(value = HistoryEvent.Fetched.class, name = "fetched"),
  @JsonSubTypes.Type(value = HistoryEvent.Synced.class, name = "synced"),
  @JsonSubTypes.Type(value = HistoryEvent.Listed.class, name = "listed"),
  @JsonSubTypes.Type(value = HistoryEvent.Resync.class, name = "resync"),
  @JsonSubTypes.Type(value = HistoryEvent.GoAway.class, name = "goaway"),
  @JsonSubTypes.Type(value = HistoryEvent.ReadSent.class, name = "readSent"),
  @JsonSubTypes.Type(value = HistoryEvent.ReadTold.class, name = "readTold"),
  @JsonSubTypes.Type(value = HistoryEvent.ReadShown.class, name = "readShown"),
  @JsonSubTypes.Type(value = HistoryEvent.Ended.class, name = "end"),
  @JsonSubTypes.Type(value = HistoryEvent.Row.class, name = "row"),
  @JsonSubTypes.Type(value = HistoryEvent.Head.class, name = "head"),
  @JsonSubTypes.Type(value = HistoryEvent.ReadPosition.class, name = "readPosition"),
  @JsonSubTypes.Type(value = HistoryEvent.Announced.class, name = "announced"),
  @JsonSubTypes.Type(value = HistoryEvent.ReadAnnounced.class, name = "readAnnounced"),
  @JsonSubTypes.Type(value = HistoryEvent.StreamEnd.class, name = "streamEnd")
})
public sealed interface HistoryEvent {

  /// The stored messages that this event speaks of.
  default List<MessageCopy> copies() {
    return List.of();
  }

  /// The first event of every client.
  ///
  /// @param frames whether its frames and fetches are recorded
  /// @param screen whether what it shows is recorded
  /// @param heads up to where it had each room before; a room that is not named begins at 1
  record Began(boolean frames, boolean screen, Map<String, Long> heads) implements HistoryEvent {}

  /// The gateway's `welcome`.
  record Connected(String node, String sessionId) implements HistoryEvent {}

  record Disconnected(int code) implements HistoryEvent {}

  /// One of the two places is set.
  ///
  /// @param id the client message id
  /// @param attempt 1 for the first time that this client sends this id
  /// @param connection counts the client's connections from 1
  record Sent(
      String id,
      @Nullable String roomId,
      @Nullable String postId,
      String digest,
      int attempt,
      int connection)
      implements HistoryEvent {}

  record Acked(String id, String roomId, String messageId) implements HistoryEvent {}

  /// @param id of the send that it answers, if it answers one
  record Refused(@Nullable String id, String code, boolean retryable) implements HistoryEvent {}

  /// A live `message` frame, repeats included.
  record Received(MessageCopy message) implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return List.of(message);
    }
  }

  /// What the client library gave to the screen.
  record Shown(MessageCopy message) implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return List.of(message);
    }
  }

  /// A page of history; neither `before` nor `after` = the newest.
  record Fetched(
      String roomId,
      @Nullable Long before,
      @Nullable Long after,
      long headSeq,
      boolean hasMore,
      List<MessageCopy> items)
      implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return items;
    }
  }

  /// The answer to `POST /api/sync`.
  ///
  /// @param heads that were asked with
  record Synced(Map<String, Long> heads, List<SyncedRoom> rooms, boolean hasMore)
      implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return rooms.stream().flatMap(room -> room.messages().stream()).toList();
    }
  }

  record SyncedRoom(
      String roomId,
      long headSeq,
      long readSeq,
      long counterpartReadSeq,
      List<MessageCopy> messages) {}

  /// The answer to `GET /api/rooms`, or to that of one room.
  record Listed(List<ListedRoom> rooms) implements HistoryEvent {}

  record ListedRoom(String roomId, long headSeq, long readSeq, long unreadCount) {}

  /// @param roomId absent = anywhere
  record Resync(@Nullable String roomId) implements HistoryEvent {}

  record GoAway(long reconnectAfterMs) implements HistoryEvent {}

  record ReadSent(String roomId, long seq) implements HistoryEvent {}

  /// A live `read` frame, repeats included.
  record ReadTold(String roomId, String userId, long seq) implements HistoryEvent {}

  /// What the client library said of a read position.
  record ReadShown(String roomId, String userId, long seq) implements HistoryEvent {}

  /// The run's end for this client, by its own word. Without it the client was killed.
  record Ended(boolean connected, boolean caughtUp) implements HistoryEvent {}

  /// Database: a stored message.
  record Row(MessageCopy message) implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return List.of(message);
    }
  }

  /// Database: a room.
  ///
  /// @param members user ids of both
  record Head(String roomId, long headSeq, List<String> members) implements HistoryEvent {}

  /// Database: up to where a user has read.
  record ReadPosition(String roomId, String userId, long seq) implements HistoryEvent {}

  /// Public stream: a `message.stored`, repeats included.
  ///
  /// @param eventId its CloudEvents `id`
  record Announced(String eventId, MessageCopy message) implements HistoryEvent {
    @Override
    public List<MessageCopy> copies() {
      return List.of(message);
    }
  }

  /// Public stream: a `read.advanced`, repeats included.
  record ReadAnnounced(String roomId, String userId, long seq) implements HistoryEvent {}

  /// Public stream: nothing comes behind it.
  ///
  /// @param records that were read, of any type
  record StreamEnd(long records) implements HistoryEvent {}
}
