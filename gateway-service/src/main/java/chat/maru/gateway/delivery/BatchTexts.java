package chat.maru.gateway.delivery;

import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.key.OpenedKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the messages of one batch with the keys that came with it.
final class BatchTexts {
  private final OpenedKeys opened;
  private final Map<String, WrappedKey> keys = new HashMap<>();

  BatchTexts(OpenedKeys opened, @Nullable List<WrappedKey> keys) {
    this.opened = opened;
    if (keys != null) {
      keys.forEach(key -> this.keys.put(key.keyId(), key));
    }
  }

  /// Empty when the sender is erased.
  ///
  /// @throws UnreadableContentException when the content was altered or belongs elsewhere
  /// @throws IllegalArgumentException when its key did not come along or does not unwrap here
  Optional<String> of(MessageStored stored) {
    WrappedKey key = keys.get(stored.content().keyId());
    if (key == null) {
      throw new IllegalArgumentException("key of message " + stored.messageId() + ": none came");
    }
    return key.isDestroyed()
        ? Optional.empty()
        : Optional.of(opened.of(key).open(stored.roomId(), stored.messageId(), stored.content()));
  }
}
