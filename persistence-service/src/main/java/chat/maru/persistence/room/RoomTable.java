package chat.maru.persistence.room;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.persistence.sql.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// `chat_room` and the rows of `room_member` that are made with it. Every call belongs into the
/// batch's transaction.
public class RoomTable {
  private static final String LOCK =
      """
      SELECT id, post_id, borrower_id, lender_id, head_seq
      FROM chat_room WHERE id = ANY (?)
      ORDER BY id FOR UPDATE
      """;

  // A room whose post, lender or borrower isn't there is left out, not a foreign-key error: one
  // such
  // record must not fail its batch.
  private static final String MAKE =
      """
      WITH made AS (
        INSERT INTO chat_room (id, post_id, borrower_id, lender_id, created_at, updated_at)
        SELECT c.id, c.post_id, c.borrower_id, c.lender_id, c.sent_at, c.sent_at
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])
          AS c (id, post_id, borrower_id, lender_id, sent_at)
        JOIN post p ON p.id = c.post_id AND p.lender_id = c.lender_id
        JOIN app_user u ON u.id = c.borrower_id
        ORDER BY c.id
        ON CONFLICT DO NOTHING
        RETURNING id, borrower_id, lender_id)
      INSERT INTO room_member (room_id, user_id)
      SELECT id, borrower_id FROM made UNION ALL SELECT id, lender_id FROM made
      """;

  private final JdbcTemplate jdbc;

  public RoomTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// Makes the rooms that the messages need, then locks these and the others in the order of their
  /// ids.
  ///
  /// @return the locked rooms by id; one is absent when it was never made: its post, lender or
  ///   borrower is unknown, or nothing but a read names it
  public Map<UUID, Room> lock(List<MessageAccepted> messages, Collection<UUID> others) {
    Set<UUID> ids = new HashSet<>(others);
    messages.forEach(message -> ids.add(message.roomId()));
    Map<UUID, Room> rooms = lock(ids);
    // Nearly always all rooms are there, so locking comes first: one statement instead of two.
    List<MessageAccepted> firsts =
        messages.stream().filter(message -> !rooms.containsKey(message.roomId())).toList();
    if (firsts.isEmpty()) {
      return rooms;
    }
    make(firsts);
    return lock(ids);
  }

  private Map<UUID, Room> lock(Set<UUID> ids) {
    Map<UUID, Room> rooms = new HashMap<>();
    if (ids.isEmpty()) {
      return rooms;
    }
    jdbc.query(
        LOCK,
        statement -> Arrays.uuids(statement, 1, ids),
        row -> {
          Room room =
              new Room(
                  row.getObject(1, UUID.class),
                  row.getObject(2, UUID.class),
                  row.getObject(3, UUID.class),
                  row.getObject(4, UUID.class),
                  row.getLong(5));
          rooms.put(room.id(), room);
        });
    return rooms;
  }

  private void make(List<MessageAccepted> messages) {
    List<MessageAccepted> rooms = firstOfEach(messages);
    jdbc.update(
        MAKE,
        statement -> {
          Arrays.uuids(statement, 1, rooms, MessageAccepted::roomId);
          Arrays.uuids(statement, 2, rooms, MessageAccepted::postId);
          Arrays.uuids(statement, 3, rooms, MessageAccepted::borrowerId);
          Arrays.uuids(statement, 4, rooms, MessageAccepted::lenderId);
          Arrays.times(statement, 5, rooms, MessageAccepted::acceptedAt);
        });
  }

  /// One per room and claimed lender: a wrong claim must not hide the right one behind it.
  private static List<MessageAccepted> firstOfEach(List<MessageAccepted> messages) {
    record Claim(UUID roomId, UUID lenderId) {}
    Map<Claim, MessageAccepted> first = new LinkedHashMap<>();
    messages.forEach(m -> first.putIfAbsent(new Claim(m.roomId(), m.lenderId()), m));
    return List.copyOf(first.values());
  }
}
