package chat.maru.cluster.load;

import chat.maru.cluster.load.Crowd.Member;
import java.util.List;

/// A pair with its room and one device each.
///
/// @param members the borrower, then the lender
record Couple(String roomId, List<Member> members, Device borrower, Device lender) {

  /// They take turns.
  Device sender(long turn) {
    return turn % 2 == 0 ? borrower : lender;
  }
}
