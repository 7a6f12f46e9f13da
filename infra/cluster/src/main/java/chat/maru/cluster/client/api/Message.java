package chat.maru.cluster.client.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stored message, the same live and in history (D3).
///
/// @param erased true when its sender is erased, and then the text is none of theirs; else absent
public record Message(
    String roomId,
    String messageId,
    long seq,
    String senderId,
    String clientMessageId,
    String text,
    Instant sentAt,
    @Nullable Boolean erased) {

  public boolean wasErased() {
    return Boolean.TRUE.equals(erased);
  }
}
