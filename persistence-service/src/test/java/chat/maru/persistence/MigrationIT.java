package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

@WithServers(value = POSTGRES, freshDatabase = true)
class MigrationIT {

  @Test
  void aDatabaseThatGoesAwayBehindTheConnectionIsWaitedFor(Servers servers) {
    Dropping database = new Dropping(servers.database(), 2);
    new MigrationConfiguration()
        .migration()
        .migrate(Flyway.configure().dataSource(database).load());
    assertThat(database.left).isNegative();
    assertThat(Flyway.configure().dataSource(database).load().info().pending()).isEmpty();
  }

  /// Gives connections that break at once, then good ones.
  private static final class Dropping extends AbstractDataSource {
    private final Database database;
    private int left;

    Dropping(Database database, int times) {
      this.database = database;
      left = times;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = database.connect();
      if (left-- > 0) {
        connection.close();
      }
      return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }
}
