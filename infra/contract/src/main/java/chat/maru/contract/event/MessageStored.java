package chat.maru.contract.event;

import java.time.Instant;
import java.util.UUID;

/// A message has its number: `seq` is dense per room, 1, 2, 3 … (D3).
public record MessageStored(
    UUID roomId,
    UUID messageId,
    long seq,
    UUID senderId,
    UUID clientMessageId,
    UUID postId,
    UUID borrowerId,
    UUID lenderId,
    Content content,
    byte[] digest,
    Instant sentAt)
    implements ChatEvent {

  public static final String TYPE = "message.stored";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String eventId() {
    return "stored:" + messageId;
  }
}
