package chat.maru.persistence.key;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Wraps again, by the keyring's primary key, what another of its keys wrapped. Services may run
/// meanwhile; it may be repeated.
final class Rewrapping {
  private static final int BATCH = 1_000;
  private static final String DATA_KEYS =
      """
      select id::text as id, wrapped from maru_keys.data_key
      where id > cast(? as uuid) and wrapped is not null and substr(wrapped, 1, 5) <> ?
      order by id limit ?
      """;
  private static final String SIGNING_KEYS =
      """
      select kid as id, wrapped_key as wrapped from signing_key
      where kid > ? and substr(wrapped_key, 1, 5) <> ? order by kid limit ?
      """;
  private static final String BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

  private final JdbcClient store;
  private final JdbcClient messages;

  /// @param store of the data keys
  /// @param messages the database of the messages, where the embedded issuer's keys are
  Rewrapping(JdbcClient store, JdbcClient messages) {
    this.store = store;
    this.messages = messages;
  }

  /// In one pass over the store.
  ///
  /// @return how many keys were wrapped again
  int run(Keyring keyring) {
    int done = 0;
    List<WrappedKey> batch = find(store, DATA_KEYS, BEFORE_ALL, keyring);
    while (!batch.isEmpty()) {
      batch.forEach(old -> replaceDataKey(old, keyring.rewrap(old)));
      done += batch.size();
      batch = find(store, DATA_KEYS, batch.getLast().keyId(), keyring);
    }
    List<WrappedKey> signing = find(messages, SIGNING_KEYS, BEFORE_ALL, keyring);
    signing.forEach(old -> replaceSigningKey(old, keyring));
    return done + signing.size();
  }

  /// Whether anything is wrapped by another key than the primary.
  boolean isNeeded(Keyring keyring) {
    return !find(store, DATA_KEYS, BEFORE_ALL, keyring).isEmpty()
        || !find(messages, SIGNING_KEYS, BEFORE_ALL, keyring).isEmpty();
  }

  private static List<WrappedKey> find(
      JdbcClient database, String sql, String after, Keyring keyring) {
    return database
        .sql(sql)
        .params(after, keyring.primaryPrefix(), BATCH)
        .query((row, _) -> new WrappedKey(row.getString("id"), row.getBytes("wrapped")))
        .list();
  }

  /// Not one that was destroyed meanwhile.
  private void replaceDataKey(WrappedKey old, WrappedKey fresh) {
    store
        .sql("update maru_keys.data_key set wrapped = ? where id = cast(? as uuid) and wrapped = ?")
        .params(bytes(fresh), old.keyId(), bytes(old))
        .update();
  }

  private void replaceSigningKey(WrappedKey old, Keyring keyring) {
    String purpose = "signing-key:" + old.keyId();
    byte[] wrapped = bytes(old);
    messages
        .sql("update signing_key set wrapped_key = ? where kid = ? and wrapped_key = ?")
        .params(keyring.wrap(keyring.unwrap(wrapped, purpose), purpose), old.keyId(), wrapped)
        .update();
  }

  private static byte[] bytes(WrappedKey key) {
    return requireNonNull(key.wrapped());
  }
}
