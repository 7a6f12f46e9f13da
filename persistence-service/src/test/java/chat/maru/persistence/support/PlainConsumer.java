package chat.maru.persistence.support;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/// Any consumer of a topic: without a group, from the topic's end at its making.
public final class PlainConsumer implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  public PlainConsumer(Servers servers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /// Reads on until what was seen is enough.
  public void await(Predicate<PlainConsumer> enough) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
          return enough.test(this);
        });
  }

  /// The records of one key, in the order of their arrival.
  public List<ConsumerRecord<byte[], byte[]>> records(UUID key) {
    return seen.stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key.toString()))
        .toList();
  }

  public List<ChatEvent> events(UUID roomId) {
    return records(roomId).stream()
        .map(record -> ContractJson.mapper().readValue(record.value(), ChatEvent.class))
        .toList();
  }

  public List<MessageStored> stored(UUID roomId) {
    return events(roomId).stream()
        .filter(MessageStored.class::isInstance)
        .map(MessageStored.class::cast)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
