package chat.maru.persistence.log;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.inbound.Seals;
import chat.maru.persistence.log.BatchWriter.Written;
import chat.maru.persistence.position.PositionCheck;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.observation.ObservationRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.Acknowledgment;

/// Takes each batch of the inbound log through its steps, in the consumer's thread.
///
/// Whatever it throws makes the container run the whole batch again, later, for ever; repeats are
/// harmless. Where the database stands is checked in every batch's transaction and while there are
/// no batches, not in the rebalance callback: a database that is away can't fail a rebalance.
class InboundListener
    implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>, ConsumerSeekAware {
  private static final Logger LOG = LoggerFactory.getLogger(InboundListener.class);

  private final Seals seals;
  private final BatchWriter writer;
  private final Announcer announcer;
  private final PositionCheck position;
  private final BatchMetrics metrics;
  private final ObservationRegistry observations;
  private final ThreadLocal<@Nullable Commits> commits = new ThreadLocal<>(); // by consumer

  InboundListener(
      Seals seals,
      BatchWriter writer,
      Announcer announcer,
      PositionCheck position,
      BatchMetrics metrics,
      ObservationRegistry observations) {
    this.seals = seals;
    this.writer = writer;
    this.announcer = announcer;
    this.position = position;
    this.metrics = metrics;
    this.observations = observations;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer) {
    Consumer<?, ?> poller = requireNonNull(consumer);
    metrics.time(records, () -> handle(records, poller));
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
    List<Letter> letters = Letter.open(records, seals);
    StoreSteps steps = StoreSteps.begin(letters, observations);
    try {
      store(letters, steps, consumer);
    } catch (RuntimeException e) {
      steps.fail(e);
      throw e;
    }
  }

  private void store(List<Letter> letters, StoreSteps steps, Consumer<?, ?> consumer) {
    Map<Integer, Long> first = Letter.firstOffsets(letters);
    switch (writer.write(letters, reached(first, consumer))) {
      case Written.FellBack(var from) -> {
        // Nothing of this batch may overtake what the database forgot: all of it is read again.
        Map<Integer, Long> seeks = new HashMap<>(first);
        seeks.putAll(from);
        readAgain(seeks, consumer);
        steps.end();
      }
      case Written.Committed(var outcomes) -> {
        metrics.committed(first.keySet(), outcomes);
        announcer.announce(letters, outcomes, steps);
        metrics.announced(letters, outcomes);
        steps.end();
        commit(letters, consumer);
      }
    }
  }

  /// For the batch's partitions its first offsets, for the others assigned here what comes next.
  private static Map<Integer, Long> reached(Map<Integer, Long> first, Consumer<?, ?> consumer) {
    Map<Integer, Long> reached = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (!first.containsKey(partition.partition())) {
        reached.put(partition.partition(), consumer.position(partition));
      }
    }
    reached.putAll(first);
    return reached;
  }

  private void commit(List<Letter> letters, Consumer<?, ?> consumer) {
    Commits mine = commits.get();
    if (mine == null || !mine.areOf(consumer)) {
      mine = new Commits(consumer, Ticker.systemTicker());
      commits.set(mine);
    }
    mine.handled(Letter.nextOffsets(letters));
  }

  private void readAgain(Map<Integer, Long> from, Consumer<?, ?> consumer) {
    warn(from);
    for (TopicPartition partition : consumer.assignment()) {
      Long offset = from.get(partition.partition());
      if (offset != null) {
        consumer.seek(partition, offset);
      }
    }
  }

  /// While nothing arrives, a failover that forgot commits is still found within the idle interval.
  @Override
  public void onIdleContainer(Map<TopicPartition, Long> assignments, ConsumerSeekCallback seek) {
    Map<Integer, Long> fallen = position.check(byNumber(assignments));
    if (fallen.isEmpty()) {
      mine().ifPresent(Commits::rest);
    } else {
      warn(fallen);
      fallen.forEach((partition, offset) -> seek.seek(Topics.INBOUND, partition, offset));
    }
  }

  private void warn(Map<Integer, Long> from) {
    LOG.warn("the database is behind the log's position, reading again from {}", from);
    metrics.fellBack();
  }

  @Override
  public void onPartitionsAssigned(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback seek) {
    position.assigned(byNumber(assignments));
    mine().ifPresent(commits -> commits.forget(assignments.keySet()));
    notHandledHere(assignments.keySet());
  }

  @Override
  public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
    if (partitions != null) {
      mine().ifPresent(commits -> commits.leave(partitions));
      notHandledHere(partitions);
    }
  }

  private Optional<Commits> mine() {
    return Optional.ofNullable(commits.get());
  }

  /// Not yet, or no more.
  private void notHandledHere(Collection<TopicPartition> partitions) {
    metrics.left(partitions.stream().map(TopicPartition::partition).toList());
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new HashMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }
}
