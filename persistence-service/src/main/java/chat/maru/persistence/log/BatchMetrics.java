package chat.maru.persistence.log;

import static java.util.Objects.requireNonNull;

import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.message.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Counts what batches become. A batch that runs again after its commit counts as repeats.
@Component
class BatchMetrics {
  private final DistributionSummary size;
  private final Timer duration;
  private final Counter stored;
  private final Counter repeats;
  private final Counter refused;
  private final Counter reads;
  private final Counter dropped;
  private final Counter fallbacks;
  private final Map<ParkReason, Counter> parked = new EnumMap<>(ParkReason.class);

  BatchMetrics(MeterRegistry registry) {
    size = registry.summary("maru.persistence.batch.size");
    duration = registry.timer("maru.persistence.batch.duration");
    stored = registry.counter("maru.persistence.stored");
    repeats = registry.counter("maru.persistence.repeats");
    refused = registry.counter("maru.persistence.refused");
    reads = registry.counter("maru.persistence.reads");
    dropped = registry.counter("maru.persistence.reads.dropped");
    fallbacks = registry.counter("maru.persistence.fallbacks");
    for (ParkReason reason : ParkReason.values()) {
      parked.put(reason, registry.counter("maru.persistence.parked", "reason", reason.code()));
    }
  }

  /// Failed batches count too.
  void time(int records, Runnable batch) {
    size.record(records);
    duration.record(batch);
  }

  void committed(List<Outcome> outcomes) {
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

  void announced(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Parked(var reason)) {
        requireNonNull(parked.get(reason)).increment();
      }
    }
  }

  void fellBack() {
    fallbacks.increment();
  }
}
