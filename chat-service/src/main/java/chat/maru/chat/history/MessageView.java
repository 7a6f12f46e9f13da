package chat.maru.chat.history;

import java.time.Instant;
import java.util.UUID;

/// A message as its room's members see it.
///
/// @param text empty, which no message is when sent, if it does not open any more
public record MessageView(
    UUID messageId,
    UUID roomId,
    long seq,
    UUID senderId,
    UUID clientMessageId,
    String text,
    Instant sentAt) {

  /// Without its text.
  static MessageView of(ChatMessage message) {
    return new MessageView(
        message.messageId(),
        message.roomId(),
        message.seq(),
        message.senderId(),
        message.clientMessageId(),
        "",
        message.sentAt());
  }

  MessageView withText(String opened) {
    return new MessageView(messageId, roomId, seq, senderId, clientMessageId, opened, sentAt);
  }
}
