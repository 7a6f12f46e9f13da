package chat.maru.cluster.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.cluster.keys.ClusterKeys;
import chat.maru.cluster.keys.FreshKeys;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.id.Ids;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Seals the messages of rooms that are read, as gateways would, and lays them beside the filler of
/// their generation.
final class SealedMessages {
  private static final String TEXT = "a text as people write them ".repeat(4).substring(0, 100);

  private final ClusterKeys known;
  private final FreshKeys fresh;

  SealedMessages(ClusterState state) {
    known = ClusterKeys.of(state);
    fresh = FreshKeys.of(state);
  }

  /// A room of this generation.
  ///
  /// @param first number of its last message before
  /// @param shift from 0 to 1, by which its messages come earlier than others' of the same number
  record Share(SealedRoom room, long first, double shift) {
    boolean isNew() {
      return first == 0;
    }
  }

  void lay(Connection connection, List<Share> shares, Instant since, Duration length)
      throws SQLException, IOException {
    try (Writer rooms = copy(connection, FillStatements.COPY_ROOMS)) {
      for (Share share : shares) {
        rooms.write(line(share));
      }
    }
    List<DataKey> keys =
        fresh.make(
            connection,
            shares.stream()
                .filter(Share::isNew)
                .flatMap(share -> share.room().places().stream())
                .toList());
    try (Writer messages = copy(connection, FillStatements.COPY_SEALED)) {
      int next = 0;
      for (Share share : shares) {
        if (share.isNew()) {
          write(share, keys.subList(next, next + 2), since, length, messages);
          next += 2;
        } else {
          write(share, knownKeys(share.room()), since, length, messages);
        }
      }
    }
  }

  private List<DataKey> knownKeys(SealedRoom room) {
    return room.places().stream()
        .map(place -> known.sealing(place.roomId(), place.senderId()))
        .toList();
  }

  private static String line(Share share) {
    SealedRoom room = share.room();
    return "%s,%s,%s,%s,%d,%d,%s,true\n"
        .formatted(
            room.id(),
            room.postId(),
            room.borrowerId(),
            room.lenderId(),
            share.first(),
            room.messages(),
            share.shift());
  }

  /// @param keys the borrower's and the lender's
  private static void write(
      Share share, List<DataKey> keys, Instant since, Duration length, Writer messages)
      throws IOException {
    SealedRoom room = share.room();
    UUID roomId = room.id();
    for (int i = 1; i <= room.messages(); i++) {
      long seq = share.first() + i;
      UUID sender = room.sender(seq);
      UUID clientMessageId = UUID.randomUUID();
      UUID messageId = Ids.messageId(roomId, sender, clientMessageId);
      DataKey key = sender.equals(room.borrowerId()) ? keys.getFirst() : keys.getLast();
      SealedText sealed = key.seal(roomId, messageId, TEXT);
      Instant sentAt =
          since.plusMillis((long) (length.toMillis() * (i - share.shift()) / room.messages()));
      messages.write(
          String.join(
              ",",
              roomId.toString(),
              Long.toString(seq),
              messageId.toString(),
              sender.toString(),
              clientMessageId.toString(),
              key.id(),
              bytes(sealed.content().ciphertext()),
              bytes(sealed.digest()),
              sentAt.toString()));
      messages.write('\n');
    }
  }

  private static String bytes(byte[] value) {
    return "\\x" + HexFormat.of().formatHex(value);
  }

  private static Writer copy(Connection connection, String statement) throws SQLException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new PGCopyOutputStream(connection.unwrap(PGConnection.class), statement), UTF_8));
  }
}
