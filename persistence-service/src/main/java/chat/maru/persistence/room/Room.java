package chat.maru.persistence.room;

import java.util.UUID;

/// A stored room, read under its row lock.
///
/// @param headSeq number of its newest message; 0 while it has none
public record Room(UUID id, UUID postId, UUID borrowerId, UUID lenderId, long headSeq) {

  public boolean hasMember(UUID userId) {
    return userId.equals(borrowerId) || userId.equals(lenderId);
  }
}
