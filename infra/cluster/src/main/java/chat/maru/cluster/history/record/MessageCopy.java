package chat.maru.cluster.history.record;

import java.time.Instant;

/// A stored message as one party saw it, be it a device or the database.
///
/// @param digest of its text, see [TextDigest]
public record MessageCopy(
    String roomId,
    long seq,
    String messageId,
    String senderId,
    String clientMessageId,
    String digest,
    Instant sentAt) {

  /// @throws IllegalArgumentException when no room can have got that far
  public MessageCopy {
    if (seq < 0 || seq >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("seq: " + seq + " (expected: 0 to 2^31 - 2)");
    }
  }
}
