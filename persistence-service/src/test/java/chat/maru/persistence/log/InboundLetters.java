package chat.maru.persistence.log;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.id.Ids;
import chat.maru.contract.topic.Topics;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.support.Scene;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The inbound log, read and opened by one consumer that has all partitions. Messages have the
/// sizes of texts of 100 characters.
final class InboundLetters {
  private static final int PARTITIONS = 12;
  private static final byte[] NOTHING = {};

  private final String keyId = UUID.randomUUID().toString();
  private final Map<Integer, Long> next = new HashMap<>();

  InboundLetters() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      next.put(partition, 0L);
    }
  }

  /// The next offset of each partition.
  Map<Integer, Long> reached() {
    return Map.copyOf(next);
  }

  /// A new message of each borrower, in this order.
  List<Letter> read(List<Scene> scenes) {
    return scenes.stream().map(this::letter).toList();
  }

  private Letter letter(Scene scene) {
    UUID roomId = scene.roomId();
    int partition = Math.floorMod(roomId.hashCode(), PARTITIONS);
    long offset = next.merge(partition, 1L, Long::sum) - 1;
    return new Letter(
        new ConsumerRecord<>(Topics.INBOUND, partition, offset, NOTHING, NOTHING),
        new Inspected.Sound(message(scene, roomId, UUID.randomUUID())));
  }

  private MessageAccepted message(Scene scene, UUID roomId, UUID clientMessageId) {
    return new MessageAccepted(
        roomId,
        Ids.messageId(roomId, scene.borrowerId(), clientMessageId),
        scene.borrowerId(),
        clientMessageId,
        scene.postId(),
        scene.borrowerId(),
        scene.lenderId(),
        new Content(keyId, random(128)),
        random(16),
        Instant.now());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
