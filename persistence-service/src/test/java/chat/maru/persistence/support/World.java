package chat.maru.persistence.support;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import chat.maru.testkit.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What is around the service: marketplace, gateways, and a look into the database.
public final class World implements AutoCloseable {
  /// Of every record that is appended here; not sampled.
  public static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final JdbcClient jdbc;
  private final KafkaProducer<byte[], byte[]> gateway;
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

  public World(Servers servers) {
    var database = servers.database();
    var dataSource =
        new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
    Flyway.configure().dataSource(dataSource).load().migrate();
    jdbc = JdbcClient.create(dataSource);
    gateway =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "linger.ms", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// A post with its lender and a borrower, all known to the marketplace.
  public Scene scene() {
    Scene scene = Scene.fresh();
    user(scene.borrowerId());
    user(scene.lenderId());
    post(scene);
    return scene;
  }

  public List<Scene> scenes(int count) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scenes.add(scene());
    }
    return scenes;
  }

  public void user(UUID id) {
    jdbc.sql("INSERT INTO app_user (id, display_name, created_at) VALUES (?, 'someone', now())")
        .param(id)
        .update();
  }

  public void post(Scene scene) {
    jdbc.sql("INSERT INTO post (id, lender_id, title, created_at) VALUES (?, ?, 'a tent', now())")
        .params(scene.postId(), scene.lenderId())
        .update();
  }

  public void append(InboundEvent event) {
    send(record(null, event));
  }

  /// As a gateway does that traces the send.
  public void append(InboundEvent event, TraceContext trace) {
    ProducerRecord<byte[], byte[]> record = record(null, event);
    record.headers().remove(TraceContext.HEADER);
    record.headers().add(TraceContext.HEADER, trace.value().getBytes(StandardCharsets.UTF_8));
    send(record);
  }

  /// Into a partition that is not the room's: two consumers then meet at one room.
  public void appendTo(int partition, InboundEvent event) {
    send(record(partition, event));
  }

  public void appendBytes(UUID key, byte[] value) {
    send(
        new ProducerRecord<>(
            Topics.INBOUND, key.toString().getBytes(StandardCharsets.UTF_8), value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var _ =
        gateway.send(
            record,
            (_, failure) -> {
              if (failure != null) {
                failures.add(failure);
              }
            });
  }

  /// Waits until all is accepted.
  public void flush() {
    gateway.flush();
    assertThat(failures).isEmpty();
  }

  private static ProducerRecord<byte[], byte[]> record(
      @Nullable Integer partition, InboundEvent event) {
    var record =
        new ProducerRecord<>(
            Topics.INBOUND,
            partition,
            event.roomId().toString().getBytes(StandardCharsets.UTF_8),
            ContractJson.mapper().writeValueAsBytes(event));
    EventHeaders.of(event, "/maru/test", Instant.EPOCH)
        .asMap()
        .forEach((name, value) -> record.headers().add(name, value));
    record.headers().add("traceparent", TRACEPARENT.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  /// The room's numbers, in order.
  public List<Long> seqs(Scene scene) {
    return jdbc.sql("SELECT seq FROM chat_message WHERE room_id = ? ORDER BY seq")
        .param(scene.roomId())
        .query(Long.class)
        .list();
  }

  /// The room's message ids, in the order of their numbers.
  public List<UUID> messageIds(Scene scene) {
    return jdbc.sql("SELECT message_id FROM chat_message WHERE room_id = ? ORDER BY seq")
        .param(scene.roomId())
        .query(UUID.class)
        .list();
  }

  public long head(Scene scene) {
    return jdbc.sql("SELECT head_seq FROM chat_room WHERE id = ?")
        .param(scene.roomId())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  public long readSeq(Scene scene, UUID userId) {
    return jdbc.sql("SELECT read_seq FROM room_member WHERE room_id = ? AND user_id = ?")
        .params(scene.roomId(), userId)
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
