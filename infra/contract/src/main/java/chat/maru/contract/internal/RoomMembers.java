package chat.maru.contract.internal;

import java.util.UUID;

/// Who is in a stored room. It never changes, so it may be cached for ever.
public record RoomMembers(UUID roomId, UUID postId, UUID borrowerId, UUID lenderId) {

  public boolean has(UUID userId) {
    return borrowerId.equals(userId) || lenderId.equals(userId);
  }

  /// The member who is not `userId`.
  public UUID counterpartOf(UUID userId) {
    return borrowerId.equals(userId) ? lenderId : borrowerId;
  }
}
