package chat.maru.contract.key;

import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.id.Ids;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Keys by the ids that contents name, remembered for a while. Thread-safe; blocks on the key store
/// for those that it does not remember, one question for all.
public final class WrappedKeys {
  private static final int MOST = 100_000; // about 300 bytes each

  private final KeyTable table;
  private final Cache<String, WrappedKey> known;

  /// @param life for how long a key is remembered, and so for how long after an erasure it may
  ///   still be used
  public WrappedKeys(KeyTable table, Duration life, Ticker ticker) {
    this.table = table;
    this.known =
        Caffeine.newBuilder().expireAfterWrite(life).maximumSize(MOST).ticker(ticker).build();
  }

  /// As [KeyTable#find]. What is no id of a key is absent, too.
  public Map<String, WrappedKey> find(Collection<String> ids) {
    Map<String, WrappedKey> found = new HashMap<>(known.getAllPresent(ids));
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(found.keySet());
    List<UUID> asked = missing.stream().map(Ids::parse).flatMap(Optional::stream).toList();
    if (!asked.isEmpty()) {
      Map<String, WrappedKey> fresh = table.find(asked);
      known.putAll(fresh);
      found.putAll(fresh);
    }
    return found;
  }
}
