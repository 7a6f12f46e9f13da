package chat.maru.cluster.drain;

import chat.maru.contract.topic.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// How far the log is, and how far those are who read it; sums over all partitions.
final class Positions implements AutoCloseable {
  private static final String STORED =
      "SELECT coalesce(sum(next_offset), 0) FROM log_position WHERE topic = '%s'"
          .formatted(Topics.INBOUND);

  private final Connection database;
  private final Admin kafka;

  Positions(Connection database, String bootstrapServers) {
    this.database = database;
    kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /// Records of the inbound log that the database has, as it says itself.
  long stored() throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(STORED)) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Records that were ever appended to a topic.
  long end(String topic) {
    Map<TopicPartition, OffsetSpec> latest =
        get(kafka.describeTopics(List.of(topic)).allTopicNames()).values().stream()
            .flatMap(described -> described.partitions().stream())
            .collect(
                Collectors.toMap(
                    one -> new TopicPartition(topic, one.partition()), _ -> OffsetSpec.latest()));
    return get(kafka.listOffsets(latest).all()).values().stream()
        .mapToLong(one -> one.offset())
        .sum();
  }

  /// Records that a consumer group has behind it.
  long committed(String group) {
    return get(kafka.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
