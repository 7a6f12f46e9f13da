package chat.maru.persistence.log;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// How long the oldest accepted record that this node has in hand waits for its transaction.
///
/// A batch counts from its first attempt to its commit, failed attempts included, or until its
/// partition goes to another node. What was not fetched yet is seen by the group's lag alone.
final class OldestUnstored {
  private final Clock clock;

  // Partition → time of its first record in hand. Written by consumers, read by scrapes.
  private final Map<Integer, Long> firsts = new ConcurrentHashMap<>();

  OldestUnstored(Clock clock) {
    this.clock = clock;
  }

  /// A later attempt, also one that begins further back, replaces what is known of its partitions.
  void begin(List<? extends ConsumerRecord<?, ?>> batch) {
    batch.reversed().forEach(record -> firsts.put(record.partition(), record.timestamp()));
  }

  void forget(Collection<Integer> partitions) {
    partitions.forEach(firsts::remove);
  }

  /// 0 when nothing is in hand.
  double seconds() {
    long now = clock.millis();
    long age = firsts.values().stream().mapToLong(first -> now - first).max().orElse(0);
    return Math.max(age, 0) / 1000.0;
  }
}
