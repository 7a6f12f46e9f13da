package chat.maru.persistence.key;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.Content;
import chat.maru.contract.key.KeyTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Renews data keys: retires those in use, and seals with their successors what they had sealed in
/// the database. Services may run meanwhile; it may be broken off and repeated.
///
/// Ids, numbers, times and digests stay (D2, D3). Records in Kafka stay as they are until their
/// retention ends, so retired keys are kept.
final class Resealing {
  /// Gateways seal with a retired key for a while, and what they sealed may wait in the log.
  private static final Duration STRAGGLERS = Duration.ofHours(1);

  private static final int KEYS = 500;
  private static final int ROWS = 500;

  private final JdbcClient store;
  private final JdbcClient messages;
  private final KeyTable table;
  private final Keyring keyring;

  Resealing(JdbcClient store, JdbcClient messages, KeyTable table, Keyring keyring) {
    this.store = store;
    this.messages = messages;
    this.table = table;
    this.keyring = keyring;
  }

  /// @param age of the keys that are retired, and more
  /// @return how many keys seal no more
  int retire(Duration age) {
    return store
        .sql(
            "update maru_keys.data_key set retired_at = now()"
                + " where retired_at is null and erased_at is null"
                + " and made_at <= now() - make_interval(secs => ?)")
        .param((double) age.toSeconds())
        .update();
  }

  /// @return how many messages were sealed again
  int run() {
    int done = 0;
    List<Retired> batch = retired(new UUID(0, 0));
    while (!batch.isEmpty()) {
      for (Retired key : batch) {
        done += reseal(key);
      }
      batch = retired(batch.getLast().id());
    }
    return done;
  }

  private List<Retired> retired(UUID after) {
    return store
        .sql(
            """
            select id, room_id, sender_id, wrapped from maru_keys.data_key
            where retired_at is not null and erased_at is null and id > ?
              and (resealed_at is null or resealed_at < retired_at + make_interval(secs => ?))
            order by id limit ?
            """)
        .params(after, (double) STRAGGLERS.toSeconds(), KEYS)
        .query((row, _) ->
            new Retired(
                row.getObject("id", UUID.class),
                row.getObject("room_id", UUID.class),
                row.getObject("sender_id", UUID.class),
                row.getBytes("wrapped")))
        .list();
  }

  private int reseal(Retired key) {
    WrappedKey successor = table.sealing(key.roomId(), key.senderId(), keyring).orElse(null);
    if (successor == null) {
      return 0; // erased meanwhile
    }
    DataKey from = keyring.open(new WrappedKey(key.id().toString(), key.wrapped()));
    DataKey to = keyring.open(successor);
    int done = 0;
    List<Row> rows = rows(key);
    while (!rows.isEmpty()) {
      write(key, rows, rows.stream().map(row -> resealed(key, row, from, to)).toList());
      done += rows.size();
      rows = rows(key);
    }
    store
        .sql("update maru_keys.data_key set resealed_at = now() where id = ?")
        .param(key.id())
        .update();
    return done;
  }

  private List<Row> rows(Retired key) {
    return messages
        .sql(
            "select seq, message_id, ciphertext from chat_message"
                + " where room_id = ? and key_id = ? limit ?")
        .params(key.roomId(), key.id().toString(), ROWS)
        .query((row, _) ->
            new Row(
                row.getLong("seq"),
                row.getObject("message_id", UUID.class),
                row.getBytes("ciphertext")))
        .list();
  }

  private static Content resealed(Retired key, Row row, DataKey from, DataKey to) {
    Content old = new Content(from.id(), row.ciphertext());
    String text = from.open(key.roomId(), row.messageId(), old);
    return to.seal(key.roomId(), row.messageId(), text).content();
  }

  private void write(Retired key, List<Row> rows, List<Content> fresh) {
    messages
        .sql(
            """
            update chat_message m set key_id = ?, ciphertext = w.ciphertext
            from unnest(?::bigint[], ?::bytea[]) as w (seq, ciphertext)
            where m.room_id = ? and m.seq = w.seq
            """)
        .params(
            fresh.getFirst().keyId(),
            rows.stream().map(Row::seq).toArray(Long[]::new),
            fresh.stream().map(Content::ciphertext).toArray(byte[][]::new),
            key.roomId())
        .update();
  }

  private record Retired(UUID id, UUID roomId, UUID senderId, byte[] wrapped) {}

  private record Row(long seq, UUID messageId, byte[] ciphertext) {}
}
