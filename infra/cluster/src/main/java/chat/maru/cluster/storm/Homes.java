package chat.maru.cluster.storm;

import chat.maru.cluster.state.ClusterState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Users and posts put straight into the database, as those of an outside issuer and of the
/// marketplace come there: thousands of passwords would take minutes to hash. Rooms come to be as
/// always, with a first message.
final class Homes {
  private static final String USER =
      "INSERT INTO app_user (id, display_name, created_at) VALUES (?, 'Storm', now())";
  private static final String POST =
      "INSERT INTO post (id, lender_id, title, created_at) VALUES (?, ?, 'Storm', now())";

  private Homes() {}

  /// A post, who lends it and who wants it.
  record Home(UUID post, UUID borrower, UUID lender) {}

  static List<Home> made(ClusterState state, int count) {
    List<Home> homes =
        Stream.generate(() -> new Home(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()))
            .limit(count)
            .toList();
    var postgres = state.postgres();
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
      connection.setAutoCommit(false);
      insert(connection, homes);
      connection.commit();
      return homes;
    } catch (SQLException e) {
      throw new IllegalStateException("making users and posts failed: " + e.getMessage(), e);
    }
  }

  private static void insert(Connection connection, List<Home> homes) throws SQLException {
    try (PreparedStatement users = connection.prepareStatement(USER);
        PreparedStatement posts = connection.prepareStatement(POST)) {
      for (Home home : homes) {
        for (UUID user : List.of(home.borrower(), home.lender())) {
          users.setObject(1, user);
          users.addBatch();
        }
        posts.setObject(1, home.post());
        posts.setObject(2, home.lender());
        posts.addBatch();
      }
      int[] _ = users.executeBatch();
      int[] _ = posts.executeBatch();
    }
  }
}
