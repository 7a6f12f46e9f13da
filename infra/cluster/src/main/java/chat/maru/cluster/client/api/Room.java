package chat.maru.cluster.client.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A room as its member sees it: unread is `headSeq - readSeq` (D8).
public record Room(
    String roomId,
    Subject post,
    Person borrower,
    Person lender,
    @Nullable Latest lastMessage,
    long headSeq,
    long readSeq,
    long counterpartReadSeq,
    long unreadCount,
    Instant updatedAt) {

  /// The post that the room is about.
  public record Subject(String postId, String title) {}

  /// The newest message.
  ///
  /// @param erased as of [Message]
  public record Latest(
      String messageId,
      long seq,
      String senderId,
      String text,
      Instant sentAt,
      @Nullable Boolean erased) {}
}
