package chat.maru.contract.event;

import java.time.Instant;
import java.util.UUID;

/// A message that its sender will be told is accepted, with all that is needed to make its room.
///
/// @param digest keyed digest of the text, by which a retry with another text is found (D2)
/// @param acceptedAt when the gateway took it; the first stored record's becomes the message's
///   `sentAt`
public record MessageAccepted(
    UUID roomId,
    UUID messageId,
    UUID senderId,
    UUID clientMessageId,
    UUID postId,
    UUID borrowerId,
    UUID lenderId,
    Content content,
    byte[] digest,
    Instant acceptedAt)
    implements InboundEvent {

  public static final String TYPE = "message.accepted";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String eventId() {
    return "accepted:" + messageId;
  }
}
