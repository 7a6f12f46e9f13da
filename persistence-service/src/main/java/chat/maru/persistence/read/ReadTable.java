package chat.maru.persistence.read;

import chat.maru.persistence.sql.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads `room_member`. Positions are written together with the messages of their batch.
public class ReadTable {
  private static final String POSITIONS =
      """
      SELECT m.room_id, m.user_id, m.read_seq
      FROM unnest(?::uuid[], ?::uuid[]) AS w (room_id, user_id)
      JOIN room_member m ON m.room_id = w.room_id AND m.user_id = w.user_id
      """;

  private final JdbcTemplate jdbc;

  public ReadTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// Stable while the rooms are locked. Who is no member is absent.
  public Map<Reader, Long> positions(Collection<Reader> readers) {
    Map<Reader, Long> positions = new HashMap<>();
    if (readers.isEmpty()) {
      return positions;
    }
    jdbc.query(
        POSITIONS,
        statement -> {
          Arrays.uuids(statement, 1, readers, Reader::roomId);
          Arrays.uuids(statement, 2, readers, Reader::userId);
        },
        row -> {
          Reader reader = new Reader(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
          positions.put(reader, row.getLong(3));
        });
    return positions;
  }
}
