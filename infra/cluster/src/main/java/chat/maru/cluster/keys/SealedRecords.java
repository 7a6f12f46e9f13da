package chat.maru.cluster.keys;

import chat.maru.contract.event.Content;
import chat.maru.contract.json.ContractJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What one sender wrote, as a topic has it: read from its beginning to its end, like a replay.
final class SealedRecords {
  private static final Duration POLL = Duration.ofMillis(200);

  private SealedRecords() {}

  static List<Sealed> of(String bootstrapServers, String topic, UUID sender) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      List<Sealed> found = new ArrayList<>();
      left.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue());
      while (!left.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          add(record, sender, found);
        }
        left.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue());
      }
      return found;
    }
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, UUID sender, List<Sealed> found) {
    JsonNode event = read(record.value());
    JsonNode content = event.path("content");
    if (content.isObject() && sender.toString().equals(event.path("senderId").asString())) {
      found.add(
          new Sealed(
              UUID.fromString(event.path("roomId").asString()),
              UUID.fromString(event.path("messageId").asString()),
              ContractJson.mapper().treeToValue(content, Content.class)));
    }
  }

  /// A poisoned record is nobody's message.
  private static JsonNode read(byte[] value) {
    try {
      return ContractJson.mapper().readTree(value);
    } catch (JacksonException e) {
      return ContractJson.mapper().createObjectNode();
    }
  }
}
