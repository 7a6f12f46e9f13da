package chat.maru.persistence.key;

import chat.maru.contract.key.KeyTable;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The key store's connections, brought up to date at start. Not a `DataSource` bean: there is one
/// of those, and it is where the messages are.
class KeyStore implements AutoCloseable {
  private static final String SCHEMA = "maru_keys";
  private static final int CONNECTIONS = 2;
  private static final long LONGEST_WAIT_MS = 5_000;

  private final HikariDataSource connections;

  KeyStore(KeySettings settings, String node, FlywayMigrationStrategy migration) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.username());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT_MS);
    config.setInitializationFailTimeout(-1); // the migration waits
    config.addDataSourceProperty("ApplicationName", node + "-keys");
    config.addDataSourceProperty("connectTimeout", 5);
    config.addDataSourceProperty("socketTimeout", 15);
    config.addDataSourceProperty("tcpKeepAlive", true);
    connections = new HikariDataSource(config);
    migration.migrate(migrations(connections));
  }

  KeyTable table() {
    return new KeyTable(connections);
  }

  JdbcClient database() {
    return JdbcClient.create(connections);
  }

  @Override
  public void close() {
    connections.close();
  }

  private static Flyway migrations(DataSource store) {
    return Flyway.configure()
        .dataSource(store)
        .schemas(SCHEMA)
        .locations("classpath:db/keys")
        .load();
  }
}
