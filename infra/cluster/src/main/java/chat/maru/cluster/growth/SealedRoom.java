package chat.maru.cluster.growth;

import chat.maru.cluster.keys.FreshKeys.Place;
import chat.maru.contract.id.Ids;
import java.util.List;
import java.util.UUID;

/// A room whose messages open. Borrower and lender take turns.
///
/// @param messages that it gets at once
record SealedRoom(UUID postId, UUID borrowerId, UUID lenderId, int messages) {

  UUID id() {
    return Ids.roomId(postId, borrowerId);
  }

  UUID sender(long seq) {
    return seq % 2 == 1 ? borrowerId : lenderId;
  }

  /// The borrower's and the lender's.
  List<Place> places() {
    return List.of(new Place(id(), borrowerId), new Place(id(), lenderId));
  }
}
