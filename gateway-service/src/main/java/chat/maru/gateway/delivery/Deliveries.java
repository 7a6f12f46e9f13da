package chat.maru.gateway.delivery;

import chat.maru.contract.cipher.UnreadableContentException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.ErasedText;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.node.NodeMessage.Deliver;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.node.NodeMessage.Typing;
import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.trace.DeliveryTrace;
import chat.maru.gateway.trace.Traces;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what was decided into frames for the sessions of this node. A frame is decrypted and
/// encoded once and never reaches anyone but the members that the event itself names (D13).
final class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  private static final Outgoing FETCH = Outgoing.of(new ServerFrame.Resync());

  private final Sessions sessions;
  private final Directory directory;
  private final Congestion congestion;
  private final DeliveryMeters meters;
  private final Traces traces;
  private final ReadsTold readsTold = new ReadsTold();
  private final AtomicBoolean unreadableTold = new AtomicBoolean();

  Deliveries(
      Sessions sessions,
      Directory directory,
      Congestion congestion,
      DeliveryMeters meters,
      Traces traces) {
    this.sessions = sessions;
    this.directory = directory;
    this.congestion = congestion;
    this.meters = meters;
    this.traces = traces;
  }

  /// @param toldAt when the fan-out said it, absent where nobody measures
  void deliver(Deliver message, BatchTexts texts, @Nullable Instant toldAt) {
    List<UUID> users = message.users();
    switch (message.event()) {
      case MessageStored stored -> tell(message, stored, texts, toldAt);
      case ReadAdvanced read -> tell(users, read);
      case MessageRefused refused ->
          offer(users, List.of(refused.senderId()), Outgoing.of(refusal(refused)));
    }
  }

  void deliver(Typing typing) {
    offer(
        typing.users(),
        typing.users(),
        Outgoing.of(new ServerFrame.Typing(typing.roomId(), typing.userId())));
  }

  /// What does not open here may open elsewhere. The newest message of a room leaves no gap that a
  /// client could see, so it is told to fetch (D5).
  private void tell(
      Deliver message, MessageStored stored, BatchTexts texts, @Nullable Instant toldAt) {
    congestion.delivered(stored.messageId());
    List<UUID> users = message.users();
    Origin origin = message.origin();
    DeliveryTrace trace = traces.delivery(origin, stored);
    Instant acceptedAt = origin == null ? null : origin.acceptedAt();
    Runnable written = () -> meters.written(toldAt, acceptedAt);
    List<UUID> members = List.of(stored.borrowerId(), stored.lenderId());
    try {
      Outgoing frame = Outgoing.of(frame(stored, texts.of(stored))).whenWritten(written);
      if (trace.sampled()) {
        offer(users, members, () -> frame.whenWritten(trace.step(written)));
      } else {
        offer(users, members, frame);
      }
    } catch (UnreadableContentException | IllegalArgumentException e) {
      meters.unreadable();
      offer(users, members, FETCH);
      if (unreadableTold.compareAndSet(false, true)) {
        trace.say(() -> log.error("A message does not open here, others may follow unlogged", e));
      }
    }
  }

  private void tell(List<UUID> users, ReadAdvanced read) {
    if (readsTold.advance(read)) {
      offer(
          users,
          List.of(read.borrowerId(), read.lenderId()),
          Outgoing.of(new ServerFrame.Read(read.roomId(), read.userId(), read.seq())));
    }
  }

  /// @param text none when the sender is erased
  private static ServerFrame frame(MessageStored stored, Optional<String> text) {
    return new ServerFrame.Message(
        stored.roomId(),
        stored.messageId(),
        stored.seq(),
        stored.senderId(),
        stored.clientMessageId(),
        text.orElse(ErasedText.TEXT),
        stored.sentAt(),
        text.isPresent() ? null : true);
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
    offer(users, members, () -> frame);
  }

  /// @param frame for one session
  private void offer(List<UUID> users, List<UUID> members, Supplier<Outgoing> frame) {
    for (UUID user : users) {
      if (members.contains(user)) {
        List<Session> devices = sessions.of(user);
        devices.forEach(session -> session.offer(frame.get()));
        if (devices.isEmpty()) {
          directory.removeGhosts(user);
        }
      }
    }
  }
}
