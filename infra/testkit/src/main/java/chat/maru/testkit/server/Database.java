package chat.maru.testkit.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One database and who may use it.
///
/// @param jdbcUrl on 127.0.0.1, without credentials
public record Database(String jdbcUrl, String username, String password) {

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, username, password);
  }

  /// The same, reached at another port of loopback that leads to it.
  public Database through(int port) {
    return new Database(
        jdbcUrl.replaceFirst("(?<=127\\.0\\.0\\.1:)\\d+", Integer.toString(port)),
        username,
        password);
  }

  /// Does not show the password.
  @Override
  public String toString() {
    return "Database[%s as %s]".formatted(jdbcUrl, username);
  }
}
