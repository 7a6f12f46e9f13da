package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Holds the row of one member of a room, which storing that member's message changes last: who
/// stores it waits inside its transaction, with the room locked and its number taken. Longer than
/// the services' lock timeout of 5 s it can't be held.
final class HeldReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String HOLD =
      "SELECT 1 FROM room_member WHERE room_id = ? AND user_id = ? FOR NO KEY UPDATE";
  private static final String WAITING =
      """
      SELECT application_name FROM pg_stat_activity
      WHERE ? = ANY (pg_blocking_pids(pid))
      """;
  private static final String OPEN =
      """
      SELECT application_name FROM pg_stat_activity
      WHERE application_name = ? AND state = 'idle in transaction'
      """;
  private static final String STORED = "SELECT seq FROM chat_message WHERE client_message_id = ?";

  private final Connection connection;
  private final Connection
      looking; // a transaction sees others' states as they were at its first look
  private final int holder;

  HeldReader(Database database, String roomId, String userId) {
    try {
      connection = database.connect();
      looking = database.connect();
      holder = connection.unwrap(PGConnection.class).getBackendPID();
      connection.setAutoCommit(false);
      try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
        hold.setObject(1, UUID.fromString(roomId));
        hold.setObject(2, UUID.fromString(userId));
        assertThat(hold.executeQuery().next()).as("member of the room").isTrue();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @return the name of the node that waits for the row
  String awaitWaiting() {
    return awaitFirst(WAITING, holder);
  }

  void release() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until the database has done what the node asked for last, and waits for its next word.
  void awaitOpenTransactionOf(String node) {
    String _ = awaitFirst(OPEN, node);
  }

  /// Waits until the message is committed.
  ///
  /// @return its number
  long awaitStored(String clientMessageId) {
    return Long.parseLong(awaitFirst(STORED, UUID.fromString(clientMessageId)));
  }

  private String awaitFirst(String query, Object parameter) {
    return Looking.until(PATIENCE, () -> first(query, parameter));
  }

  private Optional<String> first(String query, Object parameter) {
    try (PreparedStatement statement = looking.prepareStatement(query)) {
      statement.setObject(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
      looking.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
