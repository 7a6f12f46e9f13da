package chat.maru.chat.history;

import chat.maru.contract.event.ErasedText;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as its room's members see it.
///
/// @param text empty, which no message is when sent, if it does not open any more
/// @param erased true when the sender is erased, and then the text says so; else absent
public record MessageView(
    UUID messageId,
    UUID roomId,
    long seq,
    UUID senderId,
    UUID clientMessageId,
    String text,
    Instant sentAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean erased) {

  /// Without its text.
  static MessageView of(ChatMessage message) {
    return new MessageView(
        message.messageId(),
        message.roomId(),
        message.seq(),
        message.senderId(),
        message.clientMessageId(),
        "",
        message.sentAt(),
        null);
  }

  MessageView withText(String opened) {
    return with(opened, null);
  }

  MessageView asErased() {
    return with(ErasedText.TEXT, true);
  }

  private MessageView with(String shown, @Nullable Boolean isErased) {
    return new MessageView(
        messageId, roomId, seq, senderId, clientMessageId, shown, sentAt, isErased);
  }
}
