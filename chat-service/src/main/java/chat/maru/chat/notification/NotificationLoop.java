package chat.maru.chat.notification;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One consumer of the public stream that runs a grace behind it: `chat-notifications`.
///
/// A partition whose next record is not due is sought back to it and paused, so nothing is held in
/// memory; one whose records could not be handled likewise, for a second. Polling never stops.
/// Confined to the thread that calls it.
class NotificationLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /// Records come due one by one: waiting for the next multiple handles, and fetches, many at once,
  /// of all partitions.
  private static final Duration TOGETHER = Duration.ofMillis(250);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Consumer<String, byte[]> consumer;
  private final Notifier notifier;
  private final NotificationSettings settings;
  private final Clock clock;
  private final Counter sent;
  private final Counter tooOld;
  private final Map<TopicPartition, Instant> paused = new HashMap<>();

  NotificationLoop(
      Consumer<String, byte[]> consumer,
      Notifier notifier,
      NotificationSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.consumer = consumer;
    this.notifier = notifier;
    this.settings = settings;
    this.clock = clock;
    this.sent = counter(meters, "maru.notifications.sent", "Recipients that were away");
    this.tooOld = counter(meters, "maru.notifications.too.old", "Messages dropped for their age");
  }

  void start() {
    consumer.subscribe(List.of(Topics.MESSAGES), this);
  }

  /// @throws org.apache.kafka.common.errors.WakeupException when it was told to stop
  void step() {
    resumeDue();
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    try {
      handle(records);
    } catch (RuntimeException e) {
      LOG.warn("Notifications wait: {}", e.toString());
      Instant later = clock.instant().plus(AFTER_FAILURE);
      records.partitions().forEach(p -> waitAt(p, records.records(p).getFirst().offset(), later));
    }
  }

  private void handle(ConsumerRecords<String, byte[]> records) {
    Instant now = clock.instant();
    Map<TopicPartition, Dues> dues =
        records.partitions().stream()
            .collect(Collectors.toMap(p -> p, p -> Dues.of(records.records(p), now, settings)));
    List<MessageStored> messages = new ArrayList<>();
    dues.values().forEach(due -> messages.addAll(due.messages()));
    sent.increment(messages.isEmpty() ? 0 : notifier.handle(messages));
    dues.forEach((partition, due) -> goOn(partition, due));
    consumer.commitAsync(
        dues.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, due -> new OffsetAndMetadata(due.getValue().nextOffset()))),
        null);
  }

  private void goOn(TopicPartition partition, Dues due) {
    tooOld.increment(due.tooOld());
    due.waitUntil().ifPresent(until -> waitAt(partition, due.nextOffset(), rounded(until)));
  }

  private static Instant rounded(Instant until) {
    long together = TOGETHER.toMillis();
    return Instant.ofEpochMilli((until.toEpochMilli() / together + 1) * together);
  }

  private void waitAt(TopicPartition partition, long offset, Instant until) {
    consumer.seek(partition, offset);
    consumer.pause(Set.of(partition));
    paused.put(partition, until);
  }

  private void resumeDue() {
    Instant now = clock.instant();
    List<TopicPartition> due =
        paused.entrySet().stream()
            .filter(wait -> !wait.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    consumer.resume(due);
    due.forEach(paused::remove);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    partitions.forEach(paused::remove);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

  private static Counter counter(MeterRegistry meters, String name, String what) {
    return Counter.builder(name).description(what).register(meters);
  }
}
