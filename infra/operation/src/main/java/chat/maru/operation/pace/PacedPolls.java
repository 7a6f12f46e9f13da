package chat.maru.operation.pace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a consumer's batches grow with what one costs.
///
/// What a batch costs, from fetch to commit, hardly depends on what is in it. So after each the
/// consumer rests for as long as the batch took, twice, and at most [#LONGEST_REST]; what came
/// meanwhile is one batch. A record that comes to a consumer at rest for longer than that is handed
/// over at once, a consumer that is behind does not rest, and one without traffic costs nothing.
public final class PacedPolls<K, V> implements InvocationHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PacedPolls.class);

  static final Duration LONGEST_REST = Duration.ofMillis(15);

  private static final int RESTS_PER_WORK = 2;

  /// A batch of that size shares well enough.
  private static final int ENOUGH = 200;

  /// For the records behind those that the broker had sent ahead.
  private static final Duration REST_OF_THEM = Duration.ofMillis(5);

  private final Consumer<K, V> consumer;
  private long handedOver; // nanoTime of the last batch; 0 when the last poll had none to rest for

  private PacedPolls(Consumer<K, V> consumer) {
    this.consumer = consumer;
  }

  /// The same consumer, whose `poll` keeps the pace. Like it for one thread.
  @SuppressWarnings("unchecked") // a proxy of just this interface
  public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            PacedPolls.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new PacedPolls<>(consumer));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("poll") && arguments != null) {
      return poll((Duration) arguments[0]);
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private ConsumerRecords<K, V> poll(Duration timeout) {
    boolean rested = rest();
    ConsumerRecords<K, V> records = consumer.poll(timeout);
    if (rested && !records.isEmpty() && records.count() < ENOUGH) {
      records = joined(records, restOfThem());
    }
    handedOver = records.isEmpty() || records.count() >= ENOUGH ? 0 : System.nanoTime();
    return records;
  }

  private boolean rest() {
    if (handedOver == 0) {
      return false;
    }
    long work = System.nanoTime() - handedOver;
    LockSupport.parkNanos(Math.min(RESTS_PER_WORK * work, LONGEST_REST.toNanos()));
    return true;
  }

  /// What it throws must not take with it what the first poll has brought: the next poll throws it,
  /// if it lasts.
  private ConsumerRecords<K, V> restOfThem() {
    try {
      return consumer.poll(REST_OF_THEM);
    } catch (WakeupException e) {
      consumer.wakeup();
    } catch (KafkaException e) {
      LOG.debug("The second poll failed", e);
    }
    return ConsumerRecords.empty();
  }

  /// The second poll may have changed the assignment: what went to another consumer, or will come
  /// here again, is not handed over.
  private ConsumerRecords<K, V> joined(ConsumerRecords<K, V> first, ConsumerRecords<K, V> second) {
    Set<TopicPartition> mine = consumer.assignment();
    Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : first.partitions()) {
      List<ConsumerRecord<K, V>> earlier = first.records(partition);
      List<ConsumerRecord<K, V>> later = second.records(partition);
      if (mine.contains(partition)
          && (later.isEmpty() || later.getFirst().offset() > earlier.getLast().offset())) {
        records.put(partition, new ArrayList<>(earlier));
        offsets.put(partition, first.nextOffsets().get(partition));
      }
    }
    for (TopicPartition partition : second.partitions()) {
      records.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(second.records(partition));
    }
    offsets.putAll(second.nextOffsets());
    return new ConsumerRecords<>(records, offsets);
  }
}
