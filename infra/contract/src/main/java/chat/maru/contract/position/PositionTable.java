package chat.maru.contract.position;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// `log_position` of one topic.
///
/// Plain JDBC, so that whoever stores from a topic has the same. A service brings the connection,
/// in its transaction, and its own way to tell failures.
public final class PositionTable {
  private static final String ALL =
      "SELECT partition, next_offset FROM log_position WHERE topic = ?";
  private static final String STORED =
      """
      SELECT partition, next_offset FROM log_position
      WHERE topic = ? AND partition = ANY (?)
      """;

  // The select sees the rows as they were before this statement.
  private static final String ADVANCE =
      """
      WITH advanced AS (
        INSERT INTO log_position AS p (topic, partition, next_offset)
        SELECT ?, * FROM unnest(?::int[], ?::bigint[])
        ON CONFLICT (topic, partition)
          DO UPDATE SET next_offset = GREATEST(p.next_offset, excluded.next_offset))
      SELECT partition, next_offset FROM log_position
      WHERE topic = ? AND partition = ANY (?)
      """;

  private final String topic;
  private final Function<Query, Map<Integer, Long>> connections;

  /// @param connections runs a query on the connection of the transaction that is open, or on any
  public PositionTable(String topic, Function<Query, Map<Integer, Long>> connections) {
    this.topic = topic;
    this.connections = connections;
  }

  /// What is asked of a connection; per partition an offset.
  public interface Query {
    Map<Integer, Long> on(Connection connection) throws SQLException;
  }

  /// A partition of which nothing was ever stored is absent.
  public Map<Integer, Long> stored() {
    return query(ALL, statement -> statement.setString(1, topic));
  }

  /// As [#stored()], of these partitions.
  public Map<Integer, Long> stored(Set<Integer> partitions) {
    return query(
        STORED,
        statement -> {
          statement.setString(1, topic);
          statement.setArray(2, ints(statement, partitions));
        });
  }

  /// Moves positions forward, as part of the batch's transaction.
  ///
  /// @param next per partition of the batch, the offset after its last record
  /// @param partitions whose positions to answer
  /// @return the positions as they stood before
  public Map<Integer, Long> advance(Map<Integer, Long> next, Set<Integer> partitions) {
    // Sorted: two writers of the same partitions lock their rows in the same order.
    TreeMap<Integer, Long> sorted = new TreeMap<>(next);
    return query(
        ADVANCE,
        statement -> {
          statement.setString(1, topic);
          statement.setArray(2, ints(statement, sorted.keySet()));
          statement.setArray(3, longs(statement, sorted.values()));
          statement.setString(4, topic);
          statement.setArray(5, ints(statement, partitions));
        });
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private Map<Integer, Long> query(String sql, Binding binding) {
    return connections.apply(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        binding.bind(statement);
        return positions(statement);
      }
    });
  }

  private static Map<Integer, Long> positions(PreparedStatement statement) throws SQLException {
    Map<Integer, Long> positions = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        positions.put(row.getInt(1), row.getLong(2));
      }
    }
    return positions;
  }

  private static Array ints(PreparedStatement statement, Collection<Integer> values)
      throws SQLException {
    return statement.getConnection().createArrayOf("int4", values.toArray(Integer[]::new));
  }

  private static Array longs(PreparedStatement statement, Collection<Long> values)
      throws SQLException {
    return statement.getConnection().createArrayOf("int8", values.toArray(Long[]::new));
  }
}
