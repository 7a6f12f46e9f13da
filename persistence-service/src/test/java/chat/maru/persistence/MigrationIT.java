package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

@WithServers(value = POSTGRES, freshDatabase = true)
class MigrationIT {

  @Test
  void aPoolWithoutConnectionsAndADatabaseThatGoesAwayBehindOneAreWaitedFor(Servers servers) {
    Failing database = new Failing(servers.database(), 1, 2);
    new MigrationConfiguration()
        .migration()
        .migrate(Flyway.configure().dataSource(database).load());
    assertThat(database.broken).isNegative();
    assertThat(Flyway.configure().dataSource(database).load().info().pending()).isEmpty();
  }

  /// Gives no connection, as a pool whose database is away, then ones that break at once, then good
  /// ones.
  private static final class Failing extends AbstractDataSource {
    private final Database database;
    private int missing;
    private int broken;

    Failing(Database database, int missing, int broken) {
      this.database = database;
      this.missing = missing;
      this.broken = broken;
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (missing-- > 0) {
        throw new SQLTransientConnectionException("none to be had");
      }
      Connection connection = database.connect();
      if (broken-- > 0) {
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
