package chat.maru.chat.plan;

import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.server.PostgresServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The plans of all statements that a service sends, as PostgreSQL ran them (`EXPLAIN ANALYZE` by
/// its module auto_explain). They are of the statements themselves, not of copies in a test.
final class Plans implements AutoCloseable {
  private static final Pattern PLAN = Pattern.compile("plan:\n((?:\t.*\n)+)");

  private final PostgresServer server;
  private final HikariDataSource pool;

  /// From now on, for connections that the pool makes from now on, which are all that it gives.
  Plans(PostgresServer server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
    administer(
        "LOAD 'auto_explain'",
        "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
        "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
        "ALTER SYSTEM SET auto_explain.log_analyze = on",
        "ALTER SYSTEM SET auto_explain.log_format = 'json'",
        "SELECT pg_reload_conf()");
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /// What was done while this ran, which must have ended its transactions.
  List<Step> of(Runnable work) {
    int before = log().length();
    work.run();
    return PLAN.matcher(log().substring(before))
        .results()
        .map(found -> ContractJson.mapper().readTree(found.group(1)).get("Plan"))
        .flatMap(Plans::nodes)
        .map(Step::of)
        .toList();
  }

  /// From now on, until closed.
  void joinByNestedLoopsOnly() {
    administer(
        "ALTER SYSTEM SET enable_hashjoin = off",
        "ALTER SYSTEM SET enable_mergejoin = off",
        "SELECT pg_reload_conf()");
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    administer(
        "ALTER SYSTEM RESET enable_hashjoin",
        "ALTER SYSTEM RESET enable_mergejoin",
        "LOAD 'auto_explain'",
        "ALTER SYSTEM RESET session_preload_libraries",
        "ALTER SYSTEM RESET auto_explain.log_min_duration",
        "ALTER SYSTEM RESET auto_explain.log_analyze",
        "ALTER SYSTEM RESET auto_explain.log_format",
        "SELECT pg_reload_conf()");
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  private static Stream<JsonNode> nodes(JsonNode plan) {
    return Stream.concat(Stream.of(plan), plan.path("Plans").valueStream().flatMap(Plans::nodes));
  }

  private String log() {
    try {
      return Files.readString(server.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void administer(String... statements) {
    try (var connection = server.administration().connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One node of one plan.
  ///
  /// @param table or one partition of it, that it reads; empty = what other nodes gave it
  /// @param how the node's type
  /// @param rows that were looked at, those included that a filter left out
  record Step(String table, String how, long rows) {
    private static Step of(JsonNode node) {
      double each = node.get("Actual Rows").asDouble();
      each += node.path("Rows Removed by Filter").asDouble(0);
      each += node.path("Rows Removed by Join Filter").asDouble(0);
      each += node.path("Rows Removed by Index Recheck").asDouble(0);
      long rows = Math.round(each * node.get("Actual Loops").asDouble());
      return new Step(
          node.path("Relation Name").asString(""), node.get("Node Type").stringValue(), rows);
    }
  }
}
