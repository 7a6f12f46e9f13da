package chat.maru.cluster.drain;

import chat.maru.cluster.keys.FreshKeys.Place;
import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.id.Ids;
import java.time.Instant;
import java.util.UUID;

/// A borrower, new like the lender and the post, and the records that a gateway would make of what
/// they write.
record Scene(UUID postId, UUID borrowerId, UUID lenderId) {
  private static final String TEXT = "a text as people write them ".repeat(4).substring(0, 100);

  static Scene fresh() {
    return new Scene(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  }

  UUID roomId() {
    return Ids.roomId(postId, borrowerId);
  }

  Place borrowersPlace() {
    return new Place(roomId(), borrowerId);
  }

  /// A text of 100 characters.
  ///
  /// @param key the borrower's
  MessageAccepted message(DataKey key, Instant acceptedAt) {
    UUID roomId = roomId();
    UUID clientMessageId = UUID.randomUUID();
    UUID messageId = Ids.messageId(roomId, borrowerId, clientMessageId);
    SealedText sealed = key.seal(roomId, messageId, TEXT);
    return new MessageAccepted(
        roomId,
        messageId,
        borrowerId,
        clientMessageId,
        postId,
        borrowerId,
        lenderId,
        sealed.content(),
        sealed.digest(),
        acceptedAt);
  }
}
