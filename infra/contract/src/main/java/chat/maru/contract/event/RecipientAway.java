package chat.maru.contract.event;

import java.time.Instant;
import java.util.UUID;

/// What a push service needs when a recipient had no live device and had not read after the grace:
/// no text (topic `chat.notifications.v1`, key = recipient id).
///
/// @param unreadCount `headSeq - readSeq` of the recipient when the event was made
public record RecipientAway(
    UUID recipientId,
    UUID roomId,
    UUID messageId,
    long seq,
    UUID senderId,
    String senderDisplayName,
    UUID postId,
    String postTitle,
    long unreadCount,
    Instant sentAt) {

  public static final String TYPE = "recipient.away";

  public String eventId() {
    return "away:" + messageId + ":" + recipientId;
  }
}
