package chat.maru.persistence.log;

import chat.maru.persistence.inbound.ParkReason;
import java.sql.SQLException;
import java.util.Optional;

/// Tells a refused value, which stays refused, from a database that is away, which comes back.
final class DataFault {
  private static final String FOREIGN_KEY = "23503";

  private DataFault() {}

  /// Empty when waiting may help.
  static Optional<ParkReason> reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return reason(sql.getSQLState());
      }
    }
    return Optional.empty();
  }

  /// Classes 22 (data exception) and 23 (integrity constraint violation) of the SQL standard.
  private static Optional<ParkReason> reason(String state) {
    if (state.equals(FOREIGN_KEY)) {
      return Optional.of(ParkReason.UNKNOWN_POST_OR_USER);
    }
    return state.startsWith("22") || state.startsWith("23")
        ? Optional.of(ParkReason.DATA_ERROR)
        : Optional.empty();
  }
}
