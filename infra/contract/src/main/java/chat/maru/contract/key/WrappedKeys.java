package chat.maru.contract.key;

import chat.maru.contract.cipher.WrappedKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .expireAfterWrite(life)
            .maximumSize(MOST)
            .ticker(ticker)
            .build();
  }

  /// As [KeyTable#named].
  public Map<String, WrappedKey> find(Collection<String> ids) {
    Map<String, WrappedKey> found = new HashMap<>(known.getAllPresent(ids));
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      Map<String, WrappedKey> fresh = table.named(missing);
      known.putAll(fresh);
      found.putAll(fresh);
    }
    return found;
  }
}
