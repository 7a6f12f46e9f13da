package chat.maru.cluster.load;

/// A pair with its room and one device each.
record Couple(String roomId, Device borrower, Device lender) {

  /// They take turns.
  Device sender(long turn) {
    return turn % 2 == 0 ? borrower : lender;
  }
}
