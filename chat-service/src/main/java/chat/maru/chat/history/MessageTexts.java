package chat.maru.chat.history;

import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.Content;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.key.WrappedKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens messages on their way out (D14).
///
/// One whose sender is erased says so. One that doesn't open, because its key is unknown or it was
/// altered, must not take its room's history with it: it keeps its place and number without a text,
/// is logged and counted.
public final class MessageTexts {
  private static final Logger LOG = LoggerFactory.getLogger(MessageTexts.class);

  private final WrappedKeys keys;
  private final OpenedKeys opened;
  private final Counter unreadable;

  MessageTexts(WrappedKeys keys, OpenedKeys opened, MeterRegistry meters) {
    this.keys = keys;
    this.opened = opened;
    this.unreadable =
        Counter.builder("maru.history.unreadable")
            .description("Messages whose content did not open")
            .register(meters);
  }

  /// What it takes to open these, found at once.
  public Opening of(Collection<ChatMessage> messages) {
    return of(messages.stream().map(ChatMessage::content));
  }

  Opening of(Stream<Content> contents) {
    return new Opening(keys.find(contents.map(Content::keyId).collect(Collectors.toSet())));
  }

  /// Opens messages of one answer.
  public final class Opening {
    private final Map<String, WrappedKey> found;

    private Opening(Map<String, WrappedKey> found) {
      this.found = found;
    }

    public MessageView open(ChatMessage message) {
      return open(MessageView.of(message), message.content());
    }

    /// @param message without its text
    MessageView open(MessageView message, Content content) {
      WrappedKey key = found.get(content.keyId());
      if (key == null) {
        return unreadable(message, new IllegalStateException("no such key: " + content.keyId()));
      }
      if (key.isDestroyed()) {
        return message.asErased();
      }
      try {
        return message.withText(
            opened.of(key).open(message.roomId(), message.messageId(), content));
      } catch (UnreadableContentException | IllegalArgumentException e) {
        return unreadable(message, e);
      }
    }

    private MessageView unreadable(MessageView message, Exception why) {
      LOG.error("Stored message {} does not open", message.messageId(), why);
      unreadable.increment();
      return message;
    }
  }
}
