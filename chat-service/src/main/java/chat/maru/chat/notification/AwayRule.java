package chat.maru.chat.notification;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.RecipientAway;
import java.util.Optional;
import java.util.UUID;

/// Who is told by push: the recipient of a message who, when the grace was over, had no living
/// device and had not read it.
final class AwayRule {
  private AwayRule() {}

  static UUID recipient(MessageStored message) {
    return message.senderId().equals(message.borrowerId())
        ? message.lenderId()
        : message.borrowerId();
  }

  /// @param message whose recipient has no living device
  static Optional<RecipientAway> judge(MessageStored message, RoomState room) {
    if (room.recipientReadSeq() >= message.seq()) {
      return Optional.empty();
    }
    return Optional.of(
        new RecipientAway(
            recipient(message),
            message.roomId(),
            message.messageId(),
            message.seq(),
            message.senderId(),
            room.senderDisplayName(),
            message.postId(),
            room.postTitle(),
            room.headSeq() - room.recipientReadSeq(),
            message.sentAt()));
  }

  /// What the database says when the grace is over.
  record RoomState(
      String senderDisplayName, String postTitle, long headSeq, long recipientReadSeq) {}
}
