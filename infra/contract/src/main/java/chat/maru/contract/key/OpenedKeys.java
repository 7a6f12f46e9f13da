package chat.maru.contract.key;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Unwraps keys, and remembers those in use. Thread-safe, asks nobody.
///
/// Whether a key may still be used, its owner says by giving the wrapped form: a destroyed one has
/// none.
public final class OpenedKeys {
  private static final int MOST = 50_000; // about 700 bytes each
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final Supplier<Keyring> keyring;
  private final Cache<String, DataKey> opened =
      Caffeine.newBuilder()
          .executor(Runnable::run) // upkeep costs less than to wake a thread for it
          .expireAfterAccess(UNUSED)
          .maximumSize(MOST)
          .build();

  public OpenedKeys(Supplier<Keyring> keyring) {
    this.keyring = keyring;
  }

  /// The key if it was opened here and is still remembered.
  public @Nullable DataKey known(String keyId) {
    return opened.getIfPresent(keyId);
  }

  /// @throws IllegalArgumentException when it is destroyed, or wrapped by a key that this node does
  ///   not have
  public DataKey of(WrappedKey key) {
    DataKey known = key.isDestroyed() ? null : opened.getIfPresent(key.keyId());
    if (known != null) {
      return known;
    }
    DataKey fresh = keyring.get().open(key);
    opened.put(key.keyId(), fresh);
    return fresh;
  }
}
