package chat.maru.operation.database;

import java.sql.SQLException;
import java.util.Set;

/// Tells a database that is away, which comes back, from a fault that stays.
public final class DatabaseOutage {
  /// SQLSTATE classes: connection, transaction state (of a server that is read-only, as a standby
  /// is until its promotion), transaction rollback, resources, operator intervention, system.
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "57", "58");

  private DatabaseOutage() {}

  /// Whether the same may work a little later. The server's errors have a state; without one it is
  /// the pool, which has no connection to give or whose connection is closed.
  public static boolean passes(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() == 5 && PASSING.contains(state.substring(0, 2));
  }

  /// Whether such a failure is among the causes.
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && passes(e)) {
        return true;
      }
    }
    return false;
  }
}
