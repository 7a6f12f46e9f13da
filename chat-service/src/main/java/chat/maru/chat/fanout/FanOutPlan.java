package chat.maru.chat.fanout;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.Publication;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which node is told what, and in which order: for every node the order of the stream.
final class FanOutPlan {
  /// A publish above this is split: one message must not hold up a node's channel for long.
  private static final int MAX_BATCH_BYTES = 512 * 1024;

  /// What a message takes besides its content: ids, names, times, origin, its key.
  private static final int ENVELOPE_BYTES = 1_150;

  private FanOutPlan() {}

  /// Whom an event concerns: both members with all their devices, or the sender of what was
  /// refused.
  static List<UUID> recipients(ChatEvent event) {
    return switch (event) {
      case MessageStored stored -> List.of(stored.borrowerId(), stored.lenderId());
      case ReadAdvanced read -> List.of(read.borrowerId(), read.lenderId());
      case MessageRefused refused -> List.of(refused.senderId());
    };
  }

  static Set<UUID> recipients(List<Told> batch) {
    return batch.stream()
        .flatMap(told -> recipients(told.event()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether any session hears of the event.
  static boolean reaches(ChatEvent event, Devices devices) {
    return recipients(event).stream().anyMatch(devices::anyOf);
  }

  /// The ids of the keys that open what any session hears of.
  static Set<String> keys(List<Told> batch, Devices devices) {
    return batch.stream()
        .map(Told::event)
        .filter(event -> reaches(event, devices))
        .flatMap(event -> keyId(event).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// @param toldAt the time that nodes count from
  /// @param keys go along with what they open
  static List<Publication> of(
      List<Told> batch, Devices devices, Instant toldAt, Map<String, WrappedKey> keys) {
    Map<NodeAddress, List<NodeMessage.Deliver>> byNode = new LinkedHashMap<>();
    for (Told told : batch) {
      addressed(told.event(), devices)
          .forEach((node, users) ->
              byNode
                  .computeIfAbsent(node, _ -> new ArrayList<>())
                  .add(new NodeMessage.Deliver(users, told.event(), told.origin())));
    }
    List<Publication> publications = new ArrayList<>();
    byNode.forEach((node, messages) ->
        split(messages)
            .forEach(part ->
                publications.add(
                    new Publication(
                        node, new NodeBatch(List.copyOf(part), toldAt, of(part, keys))))));
    return publications;
  }

  private static List<WrappedKey> of(List<NodeMessage.Deliver> part, Map<String, WrappedKey> keys) {
    return part.stream()
        .flatMap(message -> keyId(message.event()).stream())
        .distinct()
        .flatMap(id -> Stream.ofNullable(keys.get(id)))
        .toList();
  }

  private static Optional<String> keyId(ChatEvent event) {
    return event instanceof MessageStored stored
        ? Optional.of(stored.content().keyId())
        : Optional.empty();
  }

  private static Map<NodeAddress, List<UUID>> addressed(ChatEvent event, Devices devices) {
    Map<NodeAddress, List<UUID>> users = new LinkedHashMap<>();
    for (UUID user : recipients(event)) {
      for (NodeAddress node : devices.nodesOf(user)) {
        users.computeIfAbsent(node, _ -> new ArrayList<>()).add(user);
      }
    }
    return users;
  }

  private static List<List<NodeMessage.Deliver>> split(List<NodeMessage.Deliver> messages) {
    List<List<NodeMessage.Deliver>> parts = new ArrayList<>();
    List<NodeMessage.Deliver> part = new ArrayList<>();
    int bytes = 0;
    for (NodeMessage.Deliver message : messages) {
      int more = bytesOf(message.event());
      if (bytes + more > MAX_BATCH_BYTES && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(message);
      bytes += more;
    }
    parts.add(part);
    return parts;
  }

  /// An estimate; base64 makes four bytes of three.
  private static int bytesOf(ChatEvent event) {
    return switch (event) {
      case MessageStored stored -> ENVELOPE_BYTES + stored.content().ciphertext().length * 4 / 3;
      case ReadAdvanced _, MessageRefused _ -> ENVELOPE_BYTES;
    };
  }
}
