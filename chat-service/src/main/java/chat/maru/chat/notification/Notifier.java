package chat.maru.chat.notification;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.room.ChatRoom;
import chat.maru.chat.room.ReadPositions;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.room.Snapshots;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.RecipientAway;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.topic.Topics;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaOperations;

/// Asks directory and database about messages whose grace is over, and tells the push topic.
///
/// When it returns, the log has every event; when it throws, some may be there: all are made again
/// under the same ids.
class Notifier {
  private static final String SOURCE = "/maru/chat-service";

  private final SessionDirectory directory;
  private final Rooms rooms;
  private final Snapshots snapshots;
  private final KafkaOperations<String, byte[]> log;
  private final Clock clock;

  Notifier(
      SessionDirectory directory,
      Rooms rooms,
      Snapshots snapshots,
      KafkaOperations<String, byte[]> log,
      Clock clock) {
    this.directory = directory;
    this.rooms = rooms;
    this.snapshots = snapshots;
    this.log = log;
    this.clock = clock;
  }

  /// @return how many recipients were away
  int handle(List<MessageStored> messages) {
    List<MessageStored> unseen = withoutLivingDevice(messages);
    if (unseen.isEmpty()) {
      return 0;
    }
    States states = snapshots.read(() -> statesOf(unseen));
    List<RecipientAway> away =
        unseen.stream()
            .flatMap(message ->
                states.of(message).flatMap(room -> AwayRule.judge(message, room)).stream())
            .toList();
    CompletableFuture.allOf(
            away.stream().map(event -> log.send(record(event))).toArray(CompletableFuture[]::new))
        .join();
    return away.size();
  }

  private List<MessageStored> withoutLivingDevice(List<MessageStored> messages) {
    Set<UUID> recipients =
        messages.stream().map(AwayRule::recipient).collect(Collectors.toUnmodifiableSet());
    Devices devices = directory.devicesOf(recipients);
    Set<NodeAddress> living =
        directory.alive(
            recipients.stream()
                .flatMap(user -> devices.nodesOf(user).stream())
                .collect(Collectors.toUnmodifiableSet()));
    return messages.stream()
        .filter(m -> Collections.disjoint(devices.nodesOf(AwayRule.recipient(m)), living))
        .toList();
  }

  private States statesOf(List<MessageStored> messages) {
    Set<UUID> ids = messages.stream().map(MessageStored::roomId).collect(Collectors.toSet());
    Map<UUID, ChatRoom> found =
        rooms.complete(ids).stream().collect(Collectors.toMap(ChatRoom::id, Function.identity()));
    return new States(found, new ReadPositions(rooms.readPositions(ids)));
  }

  private ProducerRecord<String, byte[]> record(RecipientAway event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            Topics.NOTIFICATIONS,
            event.recipientId().toString(),
            ContractJson.mapper().writeValueAsBytes(event));
    new EventHeaders(event.eventId(), RecipientAway.TYPE, SOURCE, clock.instant())
        .asMap()
        .forEach((name, value) -> record.headers().add(name, value));
    return record;
  }

  private record States(Map<UUID, ChatRoom> rooms, ReadPositions positions) {
    Optional<AwayRule.RoomState> of(MessageStored message) {
      return Optional.ofNullable(rooms.get(message.roomId()))
          .map(room ->
              new AwayRule.RoomState(
                  room.member(message.senderId()).displayName(),
                  room.post().title(),
                  room.headSeq(),
                  positions.of(message.roomId(), AwayRule.recipient(message))));
    }
  }
}
