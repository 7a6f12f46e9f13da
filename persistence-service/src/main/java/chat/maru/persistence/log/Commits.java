package chat.maru.persistence.log;

import chat.maru.contract.topic.Topics;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits the offsets of what one consumer has stored and told: under traffic five times a second,
/// as a commit costs the broker what a batch does and a crash in between only repeats (D12); the
/// rest while nothing comes, or when its partition goes. What a rebalance refuses is tried again.
///
/// The container's own commit does that behind the next poll, and loses what the poll brought if it
/// fails. Confined to the consumer's thread.
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  static final Duration SPACING = Duration.ofMillis(200);

  /// As Kafka's own `default.api.timeout.ms`.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Shorter: a node that is told to stop while the broker is away must not wait for it.
  private static final Duration PATIENCE_ON_LEAVING = Duration.ofSeconds(2);

  private final Consumer<?, ?> consumer;
  private final Ticker ticker;
  private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
  private long last;

  Commits(Consumer<?, ?> consumer, Ticker ticker) {
    this.consumer = consumer;
    this.ticker = ticker;
    this.last = ticker.read();
  }

  boolean areOf(Consumer<?, ?> other) {
    return consumer == other;
  }

  /// @param next per partition of a batch, the offset after its last record
  void handled(Map<Integer, Long> next) {
    next.forEach((partition, offset) ->
        due.put(new TopicPartition(Topics.INBOUND, partition), new OffsetAndMetadata(offset)));
    if (ticker.read() - last >= SPACING.toNanos()) {
      rest();
    }
  }

  /// Commits what is left.
  void rest() {
    rest(PATIENCE);
  }

  private void rest(Duration patience) {
    if (!due.isEmpty()) {
      commit(patience);
    }
  }

  /// Commits the rest while these partitions are still this consumer's.
  void leave(Collection<TopicPartition> partitions) {
    try {
      rest(PATIENCE_ON_LEAVING);
    } catch (KafkaException e) {
      LOG.info("offsets not committed on leaving, their records come again: {}", e.getMessage());
    } finally {
      forget(partitions);
    }
  }

  /// These partitions are new or gone: another consumer may have committed more.
  void forget(Collection<TopicPartition> partitions) {
    due.keySet().removeAll(partitions);
  }

  private void commit(Duration patience) {
    last = ticker.read();
    try {
      consumer.commitSync(Map.copyOf(due), patience);
      due.clear();
    } catch (RebalanceInProgressException e) {
      LOG.info("offsets not committed yet, the group is changing: {}", e.getMessage());
    } catch (CommitFailedException e) {
      // The partitions went to another consumer, which repeats the batch.
      due.clear();
      LOG.info("offsets not committed, the group went on without this consumer");
    }
  }
}
