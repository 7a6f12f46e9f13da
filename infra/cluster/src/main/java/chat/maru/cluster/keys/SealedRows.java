package chat.maru.cluster.keys;

import chat.maru.contract.event.Content;
import chat.maru.testkit.server.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What one sender wrote, as a database has it.
final class SealedRows {
  private static final String OF_SENDER =
      "SELECT room_id, message_id, key_id, ciphertext FROM chat_message WHERE sender_id = ?";

  private SealedRows() {}

  static List<Sealed> of(Database database, UUID sender) throws SQLException {
    try (var connection = database.connect();
        var ask = connection.prepareStatement(OF_SENDER)) {
      ask.setObject(1, sender);
      List<Sealed> rows = new ArrayList<>();
      ResultSet row = ask.executeQuery();
      while (row.next()) {
        rows.add(
            new Sealed(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                new Content(row.getString(3), row.getBytes(4))));
      }
      return rows;
    }
  }
}
