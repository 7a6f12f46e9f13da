package chat.maru.persistence.log;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.trace.Stages;
import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.message.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// Counts what batches become and how long records wait. A batch that runs again after its commit
/// counts as repeats.
@Component
class BatchMetrics {
  private static final double[] SIZES = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000};

  private final Clock clock;
  private final OldestUnstored unstored;
  private final DistributionSummary size;
  private final Timer duration;
  private final Timer stage;
  private final Counter stored;
  private final Counter repeats;
  private final Counter refused;
  private final Counter reads;
  private final Counter dropped;
  private final Counter fallbacks;
  private final Counter retries;
  private final Map<ParkReason, Counter> parked = new EnumMap<>(ParkReason.class);

  BatchMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    unstored = new OldestUnstored(clock);
    Gauge.builder("maru.persistence.oldest.unstored", unstored, OldestUnstored::seconds)
        .baseUnit("seconds")
        .description("Age of the oldest accepted record in hand that is not stored; 0 = none")
        .register(registry);
    size =
        DistributionSummary.builder("maru.persistence.batch.size")
            .description("Records of one attempt at a batch")
            .serviceLevelObjectives(SIZES)
            .register(registry);
    duration =
        timer("maru.persistence.batch.duration", "One attempt at a batch, from begin to commit")
            .register(registry);
    stage =
        timer("maru.persistence.stage", "Accepted by the log to told on the public stream")
            .tag("stage", "stored")
            .register(registry);
    stored = counter(registry, "stored", "Messages that got their number");
    repeats = counter(registry, "repeats", "Messages that had it already");
    refused = counter(registry, "refused", "Ids that came again with another text");
    reads = counter(registry, "reads", "Read positions told");
    dropped = counter(registry, "reads.dropped", "Reads that can move nothing");
    fallbacks = counter(registry, "fallbacks", "Times the database was behind the log's position");
    retries = counter(registry, "retries", "Failed attempts at a batch");
    for (ParkReason reason : ParkReason.values()) {
      parked.put(
          reason,
          Counter.builder("maru.persistence.parked")
              .description("Records that can never be stored")
              .tag("reason", reason.code())
              .register(registry));
    }
  }

  /// Failed attempts count too; what they had in hand stays there.
  void time(List<? extends ConsumerRecord<?, ?>> records, Runnable batch) {
    size.record(records.size());
    unstored.begin(records);
    try {
      duration.record(batch);
    } catch (RuntimeException e) {
      retries.increment();
      throw e;
    }
  }

  void committed(Collection<Integer> partitions, List<Outcome> outcomes) {
    unstored.forget(partitions);
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Stored _ -> stored.increment();
        case Outcome.Repeated _ -> repeats.increment();
        case Outcome.Refused _ -> refused.increment();
        case Outcome.Read _ -> reads.increment();
        case Outcome.Dropped _ -> dropped.increment();
        case Outcome.Parked _ -> {}
      }
    }
  }

  void announced(List<Letter> letters, List<Outcome> outcomes) {
    long now = clock.millis();
    for (int i = 0; i < letters.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Stored _, Outcome.Repeated _ -> staged(letters.get(i), now);
        case Outcome.Parked(var reason) -> requireNonNull(parked.get(reason)).increment();
        case Outcome.Refused _, Outcome.Read _, Outcome.Dropped _ -> {}
      }
    }
  }

  private void staged(Letter letter, long now) {
    stage.record(Duration.ofMillis(Math.max(now - letter.record().timestamp(), 0)));
  }

  void fellBack() {
    fallbacks.increment();
  }

  /// Another node stores what was in hand.
  void left(Collection<Integer> partitions) {
    unstored.forget(partitions);
  }

  private static Timer.Builder timer(String name, String what) {
    return Timer.builder(name).description(what).serviceLevelObjectives(Stages.buckets());
  }

  private static Counter counter(MeterRegistry registry, String name, String what) {
    return Counter.builder("maru.persistence." + name).description(what).register(registry);
  }
}
