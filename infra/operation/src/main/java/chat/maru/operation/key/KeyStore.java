package chat.maru.operation.key;

import chat.maru.contract.key.KeyTable;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// The key store's connections, brought up to date at start. Not a `DataSource` bean: there is one
/// of those, and it is where the messages are.
public final class KeyStore implements AutoCloseable {
  private static final String SCHEMA = "maru_keys";
  private static final long LONGEST_WAIT_MS = 3_000;

  private final HikariDataSource connections;

  /// @param node who connects, for whoever looks at the store
  /// @param most connections at once
  /// @param migration runs the migration, again as long as the store may be away
  public KeyStore(KeySettings settings, String node, int most, Consumer<Flyway> migration) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.username());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT_MS);
    config.setInitializationFailTimeout(-1); // the migration waits
    config.addDataSourceProperty("ApplicationName", node + "-keys");
    config.addDataSourceProperty("connectTimeout", 2);
    config.addDataSourceProperty("socketTimeout", 10);
    config.addDataSourceProperty("tcpKeepAlive", true);
    connections = new HikariDataSource(config);
    migration.accept(migrations());
  }

  public KeyTable table() {
    return new KeyTable(connections);
  }

  public JdbcClient database() {
    return JdbcClient.create(connections);
  }

  public TransactionOperations transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(connections));
  }

  @Override
  public void close() {
    connections.close();
  }

  private Flyway migrations() {
    return Flyway.configure()
        .dataSource(connections)
        .schemas(SCHEMA)
        .locations("classpath:db/keys")
        .load();
  }
}
