package chat.maru.cluster.drain;

import chat.maru.cluster.keys.FreshKeys;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Messages sealed with the cluster's keys, appended to the inbound log as gateways do it, only
/// faster.
final class Backlog implements AutoCloseable {
  private static final String SOURCE = "/maru/drain-measurement";
  private static final String PEOPLE =
      """
      INSERT INTO app_user (id, display_name, created_at)
      SELECT id, 'Somebody', now() FROM unnest(?::uuid[]) id
      """;
  private static final String POSTS =
      """
      INSERT INTO post (id, lender_id, title, created_at)
      SELECT id, lender_id, 'Something to lend', now() FROM unnest(?::uuid[], ?::uuid[]) p (id, lender_id)
      """;

  private final List<Scene> scenes;
  private final List<DataKey> keys;
  private final KafkaProducer<byte[], byte[]> log;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private Backlog(List<Scene> scenes, List<DataKey> keys, String bootstrapServers) {
    this.scenes = scenes;
    this.keys = keys;
    log =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// With people and posts of its own.
  static Backlog of(ClusterState state, Connection database, int rooms) throws SQLException {
    List<Scene> scenes = Stream.generate(Scene::fresh).limit(rooms).toList();
    insert(
        database,
        PEOPLE,
        Stream.concat(scenes.stream().map(Scene::borrowerId), scenes.stream().map(Scene::lenderId))
            .toList());
    insert(database, POSTS, column(scenes, Scene::postId), column(scenes, Scene::lenderId));
    List<DataKey> keys =
        FreshKeys.of(state).make(database, scenes.stream().map(Scene::borrowersPlace).toList());
    return new Backlog(scenes, keys, state.kafka().bootstrapServers());
  }

  /// Returns when the log has them all.
  void append(int messages) {
    Instant now = Instant.now();
    for (int i = 0; i < messages; i++) {
      int room = i % scenes.size();
      var _ =
          log.send(
              record(scenes.get(room).message(keys.get(room), now)),
              (_, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
    }
    log.flush();
    Exception problem = failure.get();
    if (problem != null) {
      throw new KafkaException("a message was not accepted", problem);
    }
  }

  /// Messages of its rooms that are stored.
  long stored(Connection database) throws SQLException {
    try (PreparedStatement ask =
        database.prepareStatement("SELECT count(*) FROM chat_message WHERE room_id = ANY (?)")) {
      ask.setArray(1, database.createArrayOf("uuid", column(scenes, Scene::roomId).toArray()));
      var row = ask.executeQuery();
      row.next();
      return row.getLong(1);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(MessageAccepted event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.INBOUND,
            event.roomId().toString().getBytes(StandardCharsets.UTF_8),
            ContractJson.mapper().writeValueAsBytes(event));
    EventHeaders.of(event, SOURCE, event.acceptedAt()).asMap().forEach(record.headers()::add);
    return record;
  }

  private static List<UUID> column(List<Scene> scenes, Function<Scene, UUID> id) {
    return scenes.stream().map(id).toList();
  }

  @SafeVarargs
  private static void insert(Connection database, String sql, List<UUID>... columns)
      throws SQLException {
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (int i = 0; i < columns.length; i++) {
        insert.setArray(i + 1, database.createArrayOf("uuid", columns[i].toArray()));
      }
      insert.executeUpdate();
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
