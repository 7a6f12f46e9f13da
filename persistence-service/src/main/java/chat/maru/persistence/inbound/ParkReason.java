package chat.maru.persistence.inbound;

import java.util.Locale;

/// Why a record can't be stored, as it stands in the parked record's header and in the metric.
///
/// Codes are stable and name no content; `docs/operations.md` says what an operator does about
/// each.
public enum ParkReason {
  /// Not JSON, no known `type`, or a field missing: a producer this service does not know. Upgrade
  /// this service or fix the producer, then replay.
  UNREADABLE,
  /// The value is larger than any gateway makes; its event might not fit its topic.
  TOO_LARGE,
  /// Room or message id is not the function of its parts, or borrower, lender and the stored room
  /// contradict each other. A replay gets the same answer.
  INCONSISTENT_IDS,
  /// The sender is neither borrower nor lender. A replay gets the same answer.
  NOT_A_MEMBER,
  /// Its content does not open: altered, sealed for another message, or with a key that this node's
  /// keyring lacks. Nobody could read it. Give the node the full keyring, then replay.
  UNDECRYPTABLE,
  /// Post, its lender or the borrower isn't in the database. Replay once it is.
  UNKNOWN_POST_OR_USER,
  /// The database refused a value of this record (SQLState class 22 or 23).
  DATA_ERROR;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
