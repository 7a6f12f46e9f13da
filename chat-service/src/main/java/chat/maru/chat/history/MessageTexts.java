package chat.maru.chat.history;

import chat.maru.contract.cipher.MessageCipher;
import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.event.Content;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens messages on their way out (D14).
///
/// One that doesn't open, because its key is gone, must not take its room's history with it: it
/// keeps its place and number without a text, is logged and counted.
public final class MessageTexts {
  private static final Logger LOG = LoggerFactory.getLogger(MessageTexts.class);

  private final MessageCipher cipher;
  private final Counter unreadable;

  MessageTexts(MessageCipher cipher, MeterRegistry meters) {
    this.cipher = cipher;
    this.unreadable =
        Counter.builder("maru.history.unreadable")
            .description("Messages whose content did not open")
            .register(meters);
  }

  public MessageView open(ChatMessage message) {
    return open(MessageView.of(message), message.content());
  }

  /// @param message without its text
  MessageView open(MessageView message, Content content) {
    return message.withText(text(message, content).orElse(""));
  }

  private Optional<String> text(MessageView message, Content content) {
    try {
      return Optional.of(cipher.open(message.roomId(), message.messageId(), content));
    } catch (UnreadableContentException e) {
      LOG.error("A stored message does not open", e);
      unreadable.increment();
      return Optional.empty();
    }
  }
}
