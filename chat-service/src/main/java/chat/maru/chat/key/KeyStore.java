package chat.maru.chat.key;

import chat.maru.contract.key.KeyTable;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.retry.RetryOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// The key store's connections, brought up to date at start. Not a `DataSource` bean: there is one
/// of those, and it is where the messages are.
public final class KeyStore implements AutoCloseable {
  static final String SCHEMA = "maru_keys";

  private static final int CONNECTIONS = 3;
  private static final long LONGEST_WAIT_MS = 3_000;

  private final HikariDataSource connections;

  /// @param patience repeats the migration as long as the store may be away
  KeyStore(KeySettings settings, String node, RetryOperations patience) {
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
    config.addDataSourceProperty("connectTimeout", 2);
    config.addDataSourceProperty("socketTimeout", 10);
    config.addDataSourceProperty("tcpKeepAlive", true);
    connections = new HikariDataSource(config);
    patience.invoke(this::migrate);
  }

  KeyTable table() {
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

  private void migrate() {
    Flyway.configure()
        .dataSource(connections)
        .schemas(SCHEMA)
        .locations("classpath:db/keys")
        .load()
        .migrate();
  }
}
