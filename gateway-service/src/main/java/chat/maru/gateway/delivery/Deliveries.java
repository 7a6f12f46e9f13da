package chat.maru.gateway.delivery;

import chat.maru.contract.cipher.MessageCipher;
import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.node.NodeMessage.Deliver;
import chat.maru.contract.node.NodeMessage.Typing;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.session.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what was decided into frames for the sessions of this node. A frame is decrypted and
/// encoded once and never reaches anyone but the members that the event itself names (D13).
final class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  private final Sessions sessions;
  private final MessageCipher cipher;
  private final Counter unreadable;
  private final AtomicBoolean unreadableTold = new AtomicBoolean();

  Deliveries(Sessions sessions, MessageCipher cipher, MeterRegistry registry) {
    this.sessions = sessions;
    this.cipher = cipher;
    this.unreadable = registry.counter("maru.gateway.deliveries.unreadable");
  }

  void deliver(Deliver message) {
    switch (message.event()) {
      case MessageStored stored ->
          tell(message.users(), List.of(stored.borrowerId(), stored.lenderId()), stored);
      case ReadAdvanced read ->
          tell(message.users(), List.of(read.borrowerId(), read.lenderId()), read);
      case MessageRefused refused -> tell(message.users(), List.of(refused.senderId()), refused);
    }
  }

  void deliver(Typing typing) {
    offer(
        typing.users(),
        typing.users(),
        Outgoing.of(new ServerFrame.Typing(typing.roomId(), typing.userId())));
  }

  /// A message that does not open is left out: the client sees the gap and fetches.
  private void tell(List<UUID> users, List<UUID> members, ChatEvent event) {
    try {
      offer(users, members, Outgoing.of(frame(event)));
    } catch (UnreadableContentException e) {
      unreadable.increment();
      if (unreadableTold.compareAndSet(false, true)) {
        log.error("A message does not open here, others may follow unlogged", e);
      }
    }
  }

  private ServerFrame frame(ChatEvent event) {
    return switch (event) {
      case MessageStored stored ->
          new ServerFrame.Message(
              stored.roomId(),
              stored.messageId(),
              stored.seq(),
              stored.senderId(),
              stored.clientMessageId(),
              cipher.open(stored.roomId(), stored.messageId(), stored.content()),
              stored.sentAt());
      case ReadAdvanced read -> new ServerFrame.Read(read.roomId(), read.userId(), read.seq());
      case MessageRefused refused -> refusal(refused);
    };
  }

  private static ServerFrame refusal(MessageRefused refused) {
    String id = refused.clientMessageId().toString();
    try {
      return ServerFrame.Error.of(id, ErrorCode.valueOf(refused.code().toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return new ServerFrame.Error(
          id, refused.code(), "the message was refused", false, null, null);
    }
  }

  private void offer(List<UUID> users, List<UUID> members, Outgoing frame) {
    for (UUID user : users) {
      if (members.contains(user)) {
        sessions.of(user).forEach(session -> session.offer(frame));
      }
    }
  }
}
