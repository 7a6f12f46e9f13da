package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Counts the stored messages.
final class Rows {
  private final LocalCluster cluster;

  Rows(LocalCluster cluster) {
    this.cluster = cluster;
  }

  long count() {
    try (Connection connection = cluster.postgres().database().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM chat_message")) {
      boolean _ = result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("counting messages failed: " + e.getMessage(), e);
    }
  }
}
