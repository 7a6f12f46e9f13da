package chat.maru.persistence.support;

import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.id.Ids;
import java.time.Instant;
import java.util.UUID;

/// A borrower and a lender on a post, and the records that a gateway would make of what they send.
public record Scene(UUID postId, UUID borrowerId, UUID lenderId) {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  public static Scene fresh() {
    return new Scene(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  }

  /// Another borrower on the same post.
  public Scene withBorrower(UUID other) {
    return new Scene(postId, other, lenderId);
  }

  public UUID roomId() {
    return Ids.roomId(postId, borrowerId);
  }

  public MessageAccepted fromBorrower(UUID clientMessageId, String text) {
    return message(borrowerId, clientMessageId, text, NOON);
  }

  public MessageAccepted fromLender(UUID clientMessageId, String text) {
    return message(lenderId, clientMessageId, text, NOON);
  }

  public MessageAccepted message(UUID senderId, UUID clientMessageId, String text, Instant at) {
    UUID messageId = Ids.messageId(roomId(), senderId, clientMessageId);
    SealedText sealed = TestKeyring.seal(roomId(), messageId, text);
    return new MessageAccepted(
        roomId(),
        messageId,
        senderId,
        clientMessageId,
        postId,
        borrowerId,
        lenderId,
        sealed.content(),
        sealed.digest(),
        at);
  }

  public ReadAccepted read(UUID userId, long seq) {
    return new ReadAccepted(roomId(), userId, seq, NOON);
  }
}
