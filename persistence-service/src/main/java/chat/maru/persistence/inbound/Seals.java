package chat.maru.persistence.inbound;

import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.key.OpenedKeys;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tries whether messages open, so that none is stored that no reader ever could (D11, decision
/// 10). What an erased sender's destroyed key sealed is stored as it is: it is shown as deleted.
public final class Seals {
  private final Function<Collection<String>, Map<String, WrappedKey>> keys;
  private final OpenedKeys opened;

  /// @param keys by their ids, as [chat.maru.contract.key.WrappedKeys#find]
  public Seals(Function<Collection<String>, Map<String, WrappedKey>> keys, OpenedKeys opened) {
    this.keys = keys;
    this.opened = opened;
  }

  /// What it takes to open these, found at once; true for those that open or are erased.
  ///
  /// @throws chat.maru.contract.key.KeyStoreException when the store gives no answer
  public Predicate<MessageAccepted> of(Collection<MessageAccepted> messages) {
    Map<String, WrappedKey> found =
        keys.apply(
            messages.stream()
                .map(message -> message.content().keyId())
                .collect(Collectors.toSet()));
    return message -> opens(message, found.get(message.content().keyId()));
  }

  /// @throws IllegalArgumentException when the key does not unwrap here: this node's keyring is too
  ///   old, and will be newer
  private boolean opens(MessageAccepted message, @Nullable WrappedKey key) {
    if (key == null) {
      return false;
    }
    if (key.isDestroyed()) {
      return true;
    }
    try {
      var _ = opened.of(key).open(message.roomId(), message.messageId(), message.content());
      return true;
    } catch (UnreadableContentException e) {
      return false;
    }
  }
}
