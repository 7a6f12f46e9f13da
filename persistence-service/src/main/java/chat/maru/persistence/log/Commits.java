package chat.maru.persistence.log;

import chat.maru.contract.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits the offsets of what one consumer has stored and told. What a rebalance refuses is
/// committed with the next batch, or while there is none, unless its partition has gone.
///
/// The container's own commit does that behind the next poll, and loses what the poll brought if it
/// fails. Confined to the consumer's thread.
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();

  Commits(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  boolean areOf(Consumer<?, ?> other) {
    return consumer == other;
  }

  /// @param next per partition of a batch, the offset after its last record
  void handled(Map<Integer, Long> next) {
    next.forEach((partition, offset) ->
        due.put(new TopicPartition(Topics.INBOUND, partition), new OffsetAndMetadata(offset)));
    commit();
  }

  /// Tries again what was refused.
  void repeat() {
    if (!due.isEmpty()) {
      commit();
    }
  }

  /// These partitions come or go: another consumer may have committed more.
  void forget(Collection<TopicPartition> partitions) {
    due.keySet().removeAll(partitions);
  }

  private void commit() {
    try {
      consumer.commitSync(Map.copyOf(due));
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
