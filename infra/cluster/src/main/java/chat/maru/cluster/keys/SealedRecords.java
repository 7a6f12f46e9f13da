package chat.maru.cluster.keys;

import chat.maru.cluster.topic.WholeTopic;
import chat.maru.contract.event.Content;
import chat.maru.contract.json.ContractJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What one sender wrote, as a topic has it: read from its beginning to its end, like a replay.
final class SealedRecords {
  private SealedRecords() {}

  static List<Sealed> of(String bootstrapServers, String topic, UUID sender) {
    List<Sealed> found = new ArrayList<>();
    WholeTopic.read(bootstrapServers, topic, record -> add(record, sender, found));
    return found;
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
