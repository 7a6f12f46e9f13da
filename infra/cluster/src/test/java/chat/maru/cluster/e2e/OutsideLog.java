package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The log as somebody else's service sees it: reads whole topics, and writes what the marketplace
/// and a faulty producer would.
final class OutsideLog implements AutoCloseable {
  private static final String INBOUND = "chat.inbound.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> servers;
  private final KafkaProducer<byte[], byte[]> producer;

  OutsideLog(String bootstrapServers) {
    servers = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Predicate<ConsumerRecord<byte[], byte[]>> keyIs(String key) {
    return event -> key.equals(new String(event.key(), StandardCharsets.UTF_8));
  }

  /// The whole topic, from the beginning to its end when one that is awaited has come.
  List<ConsumerRecord<byte[], byte[]>> read(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> awaited) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(servers, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (all.stream().noneMatch(awaited) || !isAtEnd(consumer, partitions)) {
        assertThat(System.nanoTime()).as("patience with " + topic).isLessThan(deadline);
        consumer.poll(POLL).forEach(all::add);
      }
      return all;
    }
  }

  private static boolean isAtEnd(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
  }

  /// @return the post's id
  String publishAndClosePost(String lenderId) {
    UUID post = UUID.randomUUID();
    publish(post, lenderId);
    append("marketplace.posts.v1", post, null, Map.of());
    return post.toString();
  }

  void publish(UUID post, String lenderId) {
    publish(post, lenderId, "Drill");
  }

  void publish(UUID post, String lenderId, String title) {
    var lender = new PostPublished.Lender(UUID.fromString(lenderId), "Lender");
    var published =
        new PostPublished(post, title, "18 V", 3_000L, lender, Instant.EPOCH.plusSeconds(1), 1);
    var type = Map.of(EventHeaders.TYPE, PostPublished.TYPE.getBytes(StandardCharsets.UTF_8));
    append("marketplace.posts.v1", post, ContractJson.mapper().writeValueAsBytes(published), type);
  }

  /// A record that fits its schema and can never be stored.
  ///
  /// @return its room's id
  String appendMessageWithWrongIds() {
    UUID room = UUID.randomUUID();
    var accepted =
        new MessageAccepted(
            room,
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            new Content("1", new byte[] {1}),
            new byte[] {2},
            Instant.EPOCH);
    append(accepted);
    return room.toString();
  }

  /// As a gateway does.
  void append(MessageAccepted accepted) {
    append(
        INBOUND,
        accepted.roomId(),
        ContractJson.mapper().writeValueAsBytes(accepted),
        EventHeaders.of(accepted, "/maru/test", Instant.EPOCH).asMap());
  }

  /// As nobody should.
  void append(UUID room, byte[] value) {
    append(INBOUND, room, value, Map.of());
  }

  private void append(
      String topic, UUID key, byte @Nullable [] value, Map<String, byte[]> headers) {
    var event = new ProducerRecord<>(topic, key.toString().getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(event.headers()::add);
    try {
      producer.send(event).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
