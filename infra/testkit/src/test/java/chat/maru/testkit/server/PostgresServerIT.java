package chat.maru.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.testkit.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresServerIT {

  private static final String READ_ONLY = "25006";

  @TempDir Path folder;

  @Test
  void whatWasCommittedSurvivesKillNineAndARestartByAnotherHandle() throws Exception {
    var options = options();
    String password;
    try (var postgres = PostgresServer.start(options)) {
      password = postgres.database().password();
      assertThat(query(postgres.database(), "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres.database(), "SHOW synchronous_commit")).isEqualTo("on");
      query(postgres.database(), "CREATE TABLE t AS SELECT 42 AS n; SELECT 1");

      postgres.kill();
      assertThatThrownBy(() -> postgres.database().connect()).isInstanceOf(SQLException.class);
      postgres.restart();

      assertThat(query(postgres.database(), "SELECT n FROM t")).isEqualTo("42");
    }
    try (var postgres = PostgresServer.start(options)) {
      assertThat(query(postgres.database(), "SELECT n FROM t")).isEqualTo("42");
      assertThat(postgres.database().password()).isEqualTo(password);
    }
  }

  @Test
  void alsoTheQuickServerLosesNothingCommittedToKillNine() throws Exception {
    try (var postgres = PostgresServer.start(options(ServerOptions.Durability.FAST))) {
      query(postgres.database(), "CREATE TABLE t AS SELECT 42 AS n; SELECT 1");
      postgres.kill();
      postgres.restart();

      assertThat(query(postgres.database(), "SELECT n FROM t")).isEqualTo("42");
    }
  }

  @Test
  void aFrozenServerHoldsOpenConnectionsAndAnswersWhenThawed() throws Exception {
    try (var postgres = PostgresServer.start(options());
        var connection = postgres.database().connect();
        var statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      postgres.freeze();
      connection.setNetworkTimeout(Runnable::run, 500);
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      postgres.thaw();
      assertThat(query(postgres.database(), "SELECT 2")).isEqualTo("2");
    }
  }

  @Test
  void refusesWritesAlsoOfOpenSessionsUntilTheyAreAllowedAgain() throws Exception {
    try (var postgres = PostgresServer.start(options());
        var connection = postgres.database().connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE word (word text)");

      postgres.refuseWrites();
      assertThat(insertInto(postgres)).isEqualTo(READ_ONLY);
      awaitReadOnly(statement);
      assertThatThrownBy(() -> statement.execute("INSERT INTO word VALUES ('maru')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(READ_ONLY));
      statement.execute("SELECT * FROM word");
      postgres.restart();
      assertThat(insertInto(postgres)).isEqualTo(READ_ONLY);

      postgres.allowWrites();
      assertThat(insertInto(postgres)).isEmpty();
    }
  }

  private static void awaitReadOnly(Statement open) throws SQLException {
    boolean told = false;
    while (!told) {
      try (var setting = open.executeQuery("SHOW default_transaction_read_only")) {
        told = setting.next() && setting.getString(1).equals("on");
      }
    }
  }

  /// @return the SQL state of the refusal, or nothing
  private static String insertInto(PostgresServer postgres) throws SQLException {
    try (var connection = postgres.database().connect();
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO word VALUES ('maru')");
      return "";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  @Test
  void onlyThePasswordOpensItAndOnlyTheOwnerReadsThePassword() throws Exception {
    try (var postgres = PostgresServer.start(options())) {
      var database = postgres.database();
      assertThatThrownBy(
              () -> new Database(database.jdbcUrl(), database.username(), "wrong").connect())
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(options().directory().resolve("maru.password"))))
          .isEqualTo("rw-------");
      assertThat(database.toString()).doesNotContain(database.password());
    }
  }

  @Test
  void aFreshDatabaseIsEmptyAndApart() throws Exception {
    try (var postgres = PostgresServer.start(options())) {
      var one = postgres.freshDatabase();
      var other = postgres.freshDatabase();
      query(one, "CREATE TABLE mine AS SELECT 1; SELECT 1");
      assertThat(query(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
          .isEqualTo("0");
    }
  }

  private final int port = Ports.free();

  private ServerOptions options() {
    return options(ServerOptions.Durability.DURABLE);
  }

  private ServerOptions options(ServerOptions.Durability durability) {
    return new ServerOptions(
        folder.resolve("with space"), port, folder.resolve("postgres.log"), durability);
  }

  private static String query(Database database, String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (var result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
