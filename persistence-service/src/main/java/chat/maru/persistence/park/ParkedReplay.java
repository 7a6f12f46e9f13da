package chat.maru.persistence.park;

import chat.maru.contract.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Appends the parked records to the inbound log again, each under its old key, up to the parked
/// topic's end at the start.
///
/// Where it stopped is its own group's offset, committed after the log has the records: a run that
/// was cut short repeats some, and their ids make that harmless. What still can't be stored is
/// parked again and waits for the next run. One run at a time.
final class ParkedReplay implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> parked;
  private final Producer<byte[], byte[]> inbound;

  ParkedReplay(Consumer<byte[], byte[]> parked, Producer<byte[], byte[]> inbound) {
    this.parked = parked;
    this.inbound = inbound;
  }

  /// @return how many records were appended
  /// @throws KafkaException when the log did not take one; those before it are not replayed again
  int run() {
    Map<TopicPartition, Long> ends = assign();
    int replayed = 0;
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
    while (!open.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
      parked.poll(POLL).forEach(batch::add);
      batch.removeIf(record -> record.offset() >= end(ends, record));
      append(batch);
      parked.commitSync(positions(ends));
      replayed += batch.size();
      open.removeIf(partition -> parked.position(partition) >= ends.getOrDefault(partition, 0L));
    }
    return replayed;
  }

  @Override
  public void close() {
    parked.close();
    inbound.close();
  }

  private Map<TopicPartition, Long> assign() {
    List<TopicPartition> partitions =
        parked.partitionsFor(Topics.PARKED).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    parked.assign(partitions);
    return parked.endOffsets(partitions);
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  /// Never past the ends: what was parked during this run is for the next.
  private Map<TopicPartition, OffsetAndMetadata> positions(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                end ->
                    new OffsetAndMetadata(
                        Math.min(end.getValue(), parked.position(end.getKey())))));
  }

  private void append(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<Future<RecordMetadata>> appended =
        batch.stream().map(record -> inbound.send(ParkedRecord.original(record))).toList();
    for (Future<RecordMetadata> future : appended) {
      await(future);
    }
  }

  private static void await(Future<RecordMetadata> appended) {
    try {
      appended.get();
    } catch (ExecutionException e) {
      throw new KafkaException("a parked record was not appended to " + Topics.INBOUND, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while appending to " + Topics.INBOUND, e);
    }
  }
}
