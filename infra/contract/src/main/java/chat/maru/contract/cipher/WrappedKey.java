package chat.maru.contract.cipher;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/// A data key as it leaves a service: wrapped by the [Keyring], of no use without it.
///
/// @param keyId names it in [Content][chat.maru.contract.event.Content]
/// @param wrapped absent once the key is destroyed: what it sealed is erased
public record WrappedKey(String keyId, byte @Nullable [] wrapped) {

  public static WrappedKey destroyed(String keyId) {
    return new WrappedKey(keyId, null);
  }

  @JsonIgnore
  public boolean isDestroyed() {
    return wrapped == null;
  }

  /// Never the bytes.
  @Override
  public String toString() {
    return "WrappedKey[" + keyId + (isDestroyed() ? ", destroyed]" : "]");
  }
}
