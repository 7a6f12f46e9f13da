package chat.maru.cluster.trial;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.HistoryWriter;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.history.record.TextDigest;
import chat.maru.cluster.keys.ClusterKeys;
import chat.maru.contract.event.Content;
import chat.maru.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the database holds, asked without any of the services. Texts are opened with the cluster's
/// keys, so that a wrong ciphertext is found, too.
final class Truth {
  private static final String HEADS = "SELECT id, head_seq, borrower_id, lender_id FROM chat_room";
  private static final String READS = "SELECT room_id, user_id, read_seq FROM room_member";
  private static final String MESSAGES =
      """
      SELECT room_id, seq, message_id, sender_id, client_message_id, key_id, ciphertext, sent_at
      FROM chat_message\
      """;
  private static final String POSITIONS =
      "SELECT partition, next_offset FROM log_position WHERE topic = ?";
  private static final int FETCH = 5_000;

  private final Database database;
  private final ClusterKeys keys;
  private final Clock clock;

  Truth(Database database, ClusterKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /// How far each partition of a topic is in the database.
  Map<Integer, Long> positions(String topic) throws SQLException {
    try (Connection connection = database.connect();
        var ask = connection.prepareStatement(POSITIONS)) {
      ask.setString(1, topic);
      Map<Integer, Long> positions = new HashMap<>();
      try (ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          positions.put(rows.getInt(1), rows.getLong(2));
        }
      }
      return positions;
    }
  }

  List<HistoryEvent.Head> heads() throws SQLException {
    List<HistoryEvent.Head> heads = new ArrayList<>();
    try (Connection connection = database.connect()) {
      each(connection, HEADS, row -> heads.add(head(row)));
    }
    return heads;
  }

  /// Writes `database.jsonl`, from one snapshot.
  void dump(Path histories) throws SQLException, IOException {
    try (Connection connection = database.connect();
        HistoryWriter file = HistoryWriter.create(histories, Recorded.DATABASE)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      each(connection, HEADS, row -> file.write(Recorded.ofDatabase(now, head(row))));
      each(connection, READS, row -> file.write(Recorded.ofDatabase(now, read(row))));
      each(connection, MESSAGES, row -> file.write(Recorded.ofDatabase(now, message(row))));
    }
  }

  private static void each(Connection connection, String query, Row row) throws SQLException {
    try (var ask = connection.createStatement()) {
      ask.setFetchSize(FETCH);
      try (ResultSet rows = ask.executeQuery(query)) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    }
  }

  private static HistoryEvent.Head head(ResultSet row) throws SQLException {
    return new HistoryEvent.Head(
        row.getString(1), row.getLong(2), List.of(row.getString(3), row.getString(4)));
  }

  private static HistoryEvent.ReadPosition read(ResultSet row) throws SQLException {
    return new HistoryEvent.ReadPosition(row.getString(1), row.getString(2), row.getLong(3));
  }

  private HistoryEvent.Row message(ResultSet row) throws SQLException {
    UUID room = row.getObject(1, UUID.class);
    UUID message = row.getObject(3, UUID.class);
    String text = keys.open(room, message, new Content(row.getString(6), row.getBytes(7)));
    return new HistoryEvent.Row(
        new MessageCopy(
            room.toString(),
            row.getLong(2),
            message.toString(),
            row.getString(4),
            row.getString(5),
            TextDigest.of(text),
            row.getTimestamp(8).toInstant().truncatedTo(ChronoUnit.MILLIS)));
  }

  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }
}
