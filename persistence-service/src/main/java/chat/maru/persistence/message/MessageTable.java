package chat.maru.persistence.message;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageStored;
import chat.maru.persistence.read.Reader;
import chat.maru.persistence.room.Room;
import chat.maru.persistence.sql.Arrays;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// `chat_message`, and in the same statement the heads and reads that go with its new rows. Every
/// call belongs into the batch's transaction.
class MessageTable {
  private static final String STORED =
      """
      SELECT m.room_id, m.message_id, m.seq, m.sender_id, m.client_message_id,
             m.key_id, m.ciphertext, m.digest, m.sent_at
      FROM unnest(?::uuid[], ?::uuid[]) AS w (room_id, message_id)
      JOIN chat_message m ON m.room_id = w.room_id AND m.message_id = w.message_id
      """;

  // One statement: at low rates a batch is one message, and round trips are what it costs.
  private static final String WRITE =
      """
      WITH inserted AS (
        INSERT INTO chat_message (room_id, seq, message_id, sender_id, client_message_id,
                                  key_id, ciphertext, digest, sent_at)
        SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[],
                             ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
        ON CONFLICT DO NOTHING
        RETURNING 1),
      head AS (
        UPDATE chat_room r
        SET head_seq = GREATEST(r.head_seq, h.seq), updated_at = GREATEST(r.updated_at, h.sent_at)
        FROM unnest(?::uuid[], ?::bigint[], ?::timestamptz[]) AS h (room_id, seq, sent_at)
        WHERE r.id = h.room_id),
      reading AS (
        UPDATE room_member m
        SET read_seq = GREATEST(m.read_seq, p.seq)
        FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]) AS p (room_id, user_id, seq)
        WHERE m.room_id = p.room_id AND m.user_id = p.user_id)
      SELECT count(*) FROM inserted
      """;

  private final JdbcTemplate jdbc;

  MessageTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// Those of the messages that are stored, by message id.
  ///
  /// @param rooms the locked rooms; a message of another room is not looked up
  Map<UUID, MessageStored> stored(List<MessageAccepted> messages, Map<UUID, Room> rooms) {
    List<MessageAccepted> candidates =
        messages.stream().filter(message -> hasMessages(rooms.get(message.roomId()))).toList();
    Map<UUID, MessageStored> stored = new HashMap<>();
    if (candidates.isEmpty()) {
      return stored;
    }
    jdbc.query(
        STORED,
        statement -> {
          Arrays.uuids(statement, 1, candidates, MessageAccepted::roomId);
          Arrays.uuids(statement, 2, candidates, MessageAccepted::messageId);
        },
        row -> {
          MessageStored message =
              read(row, requireNonNull(rooms.get(row.getObject(1, UUID.class))));
          stored.put(message.messageId(), message);
        });
    return stored;
  }

  /// Writes all that the decision changes.
  ///
  /// @throws StoredAlreadyException when a row was there; the transaction must be rolled back
  void write(Decision decision) {
    Long inserted =
        jdbc.query(
            WRITE,
            statement -> {
              bindRows(statement, decision.rows());
              bindHeads(statement, decision.heads().entrySet());
              bindReads(statement, decision.reads().entrySet());
            },
            row -> {
              row.next();
              return row.getLong(1);
            });
    int expected = decision.rows().size();
    if (inserted == null || inserted != expected) {
      throw new StoredAlreadyException(
          "rows inserted: " + inserted + " (expected: " + expected + ")");
    }
  }

  private static boolean hasMessages(@Nullable Room room) {
    return room != null && room.headSeq() > 0;
  }

  private static MessageStored read(ResultSet row, Room room) throws SQLException {
    return new MessageStored(
        room.id(),
        row.getObject(2, UUID.class),
        row.getLong(3),
        row.getObject(4, UUID.class),
        row.getObject(5, UUID.class),
        room.postId(),
        room.borrowerId(),
        room.lenderId(),
        new Content(row.getString(6), row.getBytes(7)),
        row.getBytes(8),
        row.getObject(9, OffsetDateTime.class).toInstant());
  }

  private static void bindRows(PreparedStatement statement, List<MessageStored> rows)
      throws SQLException {
    Arrays.uuids(statement, 1, rows, MessageStored::roomId);
    Arrays.longs(statement, 2, rows, MessageStored::seq);
    Arrays.uuids(statement, 3, rows, MessageStored::messageId);
    Arrays.uuids(statement, 4, rows, MessageStored::senderId);
    Arrays.uuids(statement, 5, rows, MessageStored::clientMessageId);
    Arrays.texts(statement, 6, rows, row -> row.content().keyId());
    Arrays.bytes(statement, 7, rows, row -> row.content().ciphertext());
    Arrays.bytes(statement, 8, rows, MessageStored::digest);
    Arrays.times(statement, 9, rows, MessageStored::sentAt);
  }

  private static void bindHeads(PreparedStatement statement, Set<Entry<UUID, Decision.Head>> heads)
      throws SQLException {
    Arrays.uuids(statement, 10, heads, Entry::getKey);
    Arrays.longs(statement, 11, heads, head -> head.getValue().seq());
    Arrays.times(statement, 12, heads, head -> head.getValue().sentAt());
  }

  private static void bindReads(PreparedStatement statement, Set<Entry<Reader, Long>> reads)
      throws SQLException {
    Arrays.uuids(statement, 13, reads, read -> read.getKey().roomId());
    Arrays.uuids(statement, 14, reads, read -> read.getKey().userId());
    Arrays.longs(statement, 15, reads, Entry::getValue);
  }
}
