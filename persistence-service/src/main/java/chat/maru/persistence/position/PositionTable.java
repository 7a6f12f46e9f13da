package chat.maru.persistence.position;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.sql.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/// `log_position` of the inbound topic.
public class PositionTable {
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

  private final JdbcTemplate jdbc;

  public PositionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// A partition of which nothing was ever stored is absent.
  public Map<Integer, Long> stored() {
    return query(ALL, statement -> statement.setString(1, Topics.INBOUND));
  }

  /// As [#stored()], of these partitions.
  public Map<Integer, Long> stored(Set<Integer> partitions) {
    return query(
        STORED,
        statement -> {
          statement.setString(1, Topics.INBOUND);
          Arrays.ints(statement, 2, partitions);
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
          statement.setString(1, Topics.INBOUND);
          Arrays.ints(statement, 2, sorted.keySet());
          Arrays.longs(statement, 3, sorted.values(), offset -> offset);
          statement.setString(4, Topics.INBOUND);
          Arrays.ints(statement, 5, partitions);
        });
  }

  private Map<Integer, Long> query(String sql, PreparedStatementSetter binding) {
    Map<Integer, Long> positions = new HashMap<>();
    jdbc.query(
        sql,
        binding,
        row -> {
          positions.put(row.getInt(1), row.getLong(2));
        });
    return positions;
  }
}
