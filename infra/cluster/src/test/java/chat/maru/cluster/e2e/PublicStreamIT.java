package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// D12, D14: what an internal consumer sees that has nothing of ours but the published schemas.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class PublicStreamIT {
  private static final String TOPIC = "chat.messages.v1";
  private static final String INBOUND = "chat.inbound.v1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final World world;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new HashMap<>();

  PublicStreamIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPlainConsumerReadsEveryEventInOrderUnderThePublishedSchemasAndNoTextInTheClear() {
    List<String> secrets = new ArrayList<>();
    Pair pair = produceOneOfEachKind(secrets);

    List<ConsumerRecord<byte[], byte[]>> records = readToTheEnd(TOPIC);
    records.forEach(this::isValid);
    // Other tests let faulty producers write to this topic, into rooms of their own.
    List<ConsumerRecord<byte[], byte[]>> accepted =
        readToTheEnd(INBOUND).stream().filter(OutsideLog.keyIs(pair.roomId())).toList();
    assertThat(accepted).hasSizeGreaterThan(secrets.size());
    accepted.forEach(this::isValid);
    List<JsonNode> ours = ofRoom(records, pair.roomId());
    assertThat(ours)
        .extracting(e -> e.path("type").asString())
        .contains("message.stored", "read.advanced", "message.refused");
    assertThat(seqsOfStored(ours)).isSorted().startsWith(1L, 2L).doesNotHaveDuplicates();
    assertThat(seqsOfStored(ours)).hasSize(secrets.size() + 1);
    for (String topic : List.of(TOPIC, INBOUND)) {
      holdsNoneOf(secrets, readToTheEnd(topic));
    }
  }

  private Pair produceOneOfEachKind(List<String> secrets) {
    Pair pair = world.pair();
    RawSession borrower = world.device(pair.borrower(), 1);
    RawSession lender = world.device(pair.lender(), 2);
    Send last = null;
    for (int i = 0; i < 20; i++) {
      String secret = "secret " + UUID.randomUUID() + " 비밀";
      secrets.add(secret);
      last = Send.toRoom(pair.roomId(), secret);
      borrower.send(last);
    }
    Message stored = World.storedIn(lender, last);
    lender.send(new ClientFrame.Read(pair.roomId(), stored.seq()));
    ServerFrame.Read _ = borrower.await(ServerFrame.Read.class, read -> read.seq() == stored.seq());
    borrower.send(last.saying("another text"));
    ServerFrame.Failure _ = borrower.await(ServerFrame.Failure.class);
    return pair;
  }

  private List<ConsumerRecord<byte[], byte[]>> readToTheEnd(String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", world.state().kafka().bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }

  private void isValid(ConsumerRecord<byte[], byte[]> event) {
    assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(event, "ce_id")).isNotBlank();
    assertThat(header(event, "ce_source")).startsWith("/");
    assertThat(Instant.parse(header(event, "ce_time"))).isAfter(Instant.EPOCH);
    assertThat(header(event, "content-type")).startsWith("application/json");
    String value = new String(event.value(), StandardCharsets.UTF_8);
    assertThat(schema(header(event, "ce_type")).validate(value, InputFormat.JSON))
        .as(value)
        .isEmpty();
    JsonNode json = JSON.readTree(value);
    assertThat(json.path("type").asString()).isEqualTo(header(event, "ce_type"));
    assertThat(json.path("roomId").asString())
        .isEqualTo(new String(event.key(), StandardCharsets.UTF_8));
  }

  private Schema schema(String type) {
    return schemas.computeIfAbsent(type, this::published);
  }

  private Schema published(String type) {
    try (InputStream schema = getClass().getResourceAsStream("/schemas/" + type + ".schema.json")) {
      assertThat(schema).as("schema of " + type).isNotNull();
      return registry.getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void holdsNoneOf(
      List<String> secrets, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> event : records) {
      String bytes = new String(event.value(), StandardCharsets.UTF_8);
      assertThat(bytes).doesNotContain(secrets).doesNotContain("비밀");
    }
  }

  private static List<JsonNode> ofRoom(
      List<ConsumerRecord<byte[], byte[]>> records, String roomId) {
    return records.stream()
        .map(event -> JSON.readTree(event.value()))
        .filter(event -> event.path("roomId").asString().equals(roomId))
        .toList();
  }

  private static List<Long> seqsOfStored(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("type").asString().equals("message.stored"))
        .map(event -> event.path("seq").asLong())
        .distinct() // an event may come again (D12)
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
    Header header = event.headers().lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
