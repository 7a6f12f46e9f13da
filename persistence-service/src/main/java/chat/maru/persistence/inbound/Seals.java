package chat.maru.persistence.inbound;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.key.OpenedKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tries whether messages open, so that none is stored that no reader ever could (D11, decision
/// 10). What an erased sender's destroyed key sealed is stored as it is: it is shown as deleted.
public final class Seals {
  private final Function<Collection<String>, Map<String, WrappedKey>> store;
  private final OpenedKeys opened;

  /// @param store finds keys by their ids; asked for those that were not opened before
  public Seals(Function<Collection<String>, Map<String, WrappedKey>> store, OpenedKeys opened) {
    this.store = store;
    this.opened = opened;
  }

  /// What it takes to open these, found at once; true for those that open or are erased.
  ///
  /// @throws chat.maru.contract.key.KeyStoreException when the store gives no answer
  /// @throws IllegalArgumentException when a key does not unwrap here: this node's keyring is too
  ///   old, and will be newer
  public Predicate<MessageAccepted> of(Collection<MessageAccepted> messages) {
    Map<String, DataKey> open = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (MessageAccepted message : messages) {
      String id = message.content().keyId();
      DataKey known = opened.known(id);
      if (known == null) {
        unknown.add(id);
      } else {
        open.put(id, known);
      }
    }
    Set<String> destroyed = new HashSet<>();
    for (WrappedKey key :
        unknown.isEmpty() ? Set.<WrappedKey>of() : store.apply(unknown).values()) {
      if (key.isDestroyed()) {
        destroyed.add(key.keyId());
      } else {
        open.put(key.keyId(), opened.of(key));
      }
    }
    return message ->
        destroyed.contains(message.content().keyId())
            || opens(message, open.get(message.content().keyId()));
  }

  private static boolean opens(MessageAccepted message, @Nullable DataKey key) {
    if (key == null) {
      return false;
    }
    try {
      var _ = key.open(message.roomId(), message.messageId(), message.content());
      return true;
    } catch (UnreadableContentException e) {
      return false;
    }
  }
}
