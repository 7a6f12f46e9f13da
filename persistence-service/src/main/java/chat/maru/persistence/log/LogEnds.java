package chat.maru.persistence.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where a topic ends: per partition, the offset that the next record gets; 0 where there is none.
record LogEnds(String topic, Map<Integer, Long> ends) {

  /// Why this can't be the log that the database was written from: it lacks records that are
  /// stored, and new ones would come at offsets that count as stored.
  ///
  /// @param stored per partition, the offset after the last stored record
  List<String> faults(Map<Integer, Long> stored) {
    return new TreeMap<>(stored)
        .entrySet().stream()
            .filter(position -> end(position.getKey()) < position.getValue())
            .map(position ->
                "%s-%d ends at offset %d (expected: >= %d, up to which it is stored)"
                    .formatted(
                        topic, position.getKey(), end(position.getKey()), position.getValue()))
            .toList();
  }

  private long end(int partition) {
    return ends.getOrDefault(partition, 0L);
  }
}
