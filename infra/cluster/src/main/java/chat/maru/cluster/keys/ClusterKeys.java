package chat.maru.cluster.keys;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.Content;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.key.WrappedKeys;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/// What somebody can read who has a cluster's keyring and its key store, without any of the
/// services.
public final class ClusterKeys {
  private static final Duration KEYS_LIVE = Duration.ofHours(1);

  private final Keyring keyring;
  private final KeyTable table;
  private final WrappedKeys keys;
  private final OpenedKeys opened;

  private ClusterKeys(Keyring keyring, KeyTable table) {
    this.keyring = keyring;
    this.table = table;
    this.keys = new WrappedKeys(table, KEYS_LIVE, Ticker.systemTicker());
    this.opened = new OpenedKeys(() -> keyring);
  }

  public static ClusterKeys of(ClusterState state) {
    return of(state, state.postgres().jdbcUrl());
  }

  /// With the key store of another database, such as an older copy; its user is the cluster's.
  static ClusterKeys of(ClusterState state, String jdbcUrl) {
    PGSimpleDataSource store = new PGSimpleDataSource();
    store.setURL(jdbcUrl);
    store.setUser(state.postgres().username());
    store.setPassword(state.postgres().password());
    return new ClusterKeys(
        Keyring.load(state.keyring(), KeyEncryptionKey.of(state.kek())), new KeyTable(store));
  }

  /// What a gateway would seal with.
  public DataKey sealing(UUID roomId, UUID senderId) {
    return table
        .sealing(roomId, senderId, keyring)
        .map(opened::of)
        .orElseThrow(() -> new IllegalStateException("sender " + senderId + " is erased"));
  }

  /// Whether it opens at all.
  boolean opens(Sealed sealed) {
    try {
      String _ = open(sealed.roomId(), sealed.messageId(), sealed.content());
      return true;
    } catch (UnreadableContentException | IllegalArgumentException e) {
      return false;
    }
  }

  /// @throws UnreadableContentException when it was sealed for another room or message, or altered
  /// @throws IllegalArgumentException when its key is unknown or destroyed
  public String open(UUID roomId, UUID messageId, Content content) {
    WrappedKey key = keys.find(List.of(content.keyId())).get(content.keyId());
    if (key == null) {
      throw new IllegalArgumentException("no such key: " + content.keyId());
    }
    return opened.of(key).open(roomId, messageId, content);
  }
}
