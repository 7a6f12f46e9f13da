package chat.maru.chat.lag;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Where topics begin and end, asked at nearly one moment.
///
/// @param first per partition, the offset of the first record that is still there
/// @param next per partition, the offset that the next record will have
record Offsets(Map<TopicPartition, Long> first, Map<TopicPartition, Long> next) {

  /// Records after a group's commits. Where it committed nothing, or something that retention has
  /// dropped since, it is where the topic begins: that is where it would go on. Never negative,
  /// though the commits may be a moment younger than the ends.
  ///
  /// @param committed a partition without a commit is absent or null, as Kafka's client says it
  long behind(String topic, Map<TopicPartition, ? extends @Nullable OffsetAndMetadata> committed) {
    return next.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .mapToLong(end -> {
          long start = first.getOrDefault(end.getKey(), 0L);
          OffsetAndMetadata commit = committed.get(end.getKey());
          long reached = commit == null ? start : Math.max(start, commit.offset());
          return Math.max(end.getValue() - reached, 0);
        })
        .sum();
  }
}
