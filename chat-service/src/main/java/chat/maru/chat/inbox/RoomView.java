package chat.maru.chat.inbox;

import chat.maru.chat.history.MessageView;
import chat.maru.chat.room.ChatRoom;
import chat.maru.chat.room.ReadPositions;
import chat.maru.chat.wire.Person;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A room as one of its members sees it. `unreadCount` is `headSeq - readSeq`, never counted (D8).
record RoomView(
    UUID roomId,
    PostTitle post,
    Person borrower,
    Person lender,
    LastMessage lastMessage,
    long headSeq,
    long readSeq,
    long counterpartReadSeq,
    long unreadCount,
    Instant updatedAt) {

  static RoomView of(ChatRoom room, UUID caller, MessageView newest, ReadPositions positions) {
    long readSeq = positions.of(room.id(), caller);
    return new RoomView(
        room.id(),
        new PostTitle(room.post().id(), room.post().title()),
        room.borrower().asPerson(),
        room.lender().asPerson(),
        LastMessage.of(newest),
        room.headSeq(),
        readSeq,
        positions.of(room.id(), room.counterpartOf(caller).id()),
        room.headSeq() - readSeq,
        room.updatedAt());
  }

  record PostTitle(UUID postId, String title) {}

  /// @param erased as of [MessageView]
  record LastMessage(
      UUID messageId,
      long seq,
      UUID senderId,
      String text,
      Instant sentAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean erased) {
    static LastMessage of(MessageView message) {
      return new LastMessage(
          message.messageId(),
          message.seq(),
          message.senderId(),
          message.text(),
          message.sentAt(),
          message.erased());
    }
  }
}
