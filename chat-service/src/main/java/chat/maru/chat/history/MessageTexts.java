package chat.maru.chat.history;

import chat.maru.contract.cipher.MessageCipher;
import chat.maru.contract.cipher.UnreadableContentException;
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
    return MessageView.of(message, text(message).orElse(""));
  }

  private Optional<String> text(ChatMessage message) {
    try {
      return Optional.of(cipher.open(message.roomId(), message.messageId(), message.content()));
    } catch (UnreadableContentException e) {
      LOG.error("A stored message does not open", e);
      unreadable.increment();
      return Optional.empty();
    }
  }
}
