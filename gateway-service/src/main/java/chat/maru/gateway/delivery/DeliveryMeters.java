package chat.maru.gateway.delivery;

import chat.maru.contract.trace.Stages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long messages take to the sockets of this node.
///
/// Both times begin at the clock of another process, in milliseconds: they are as true as the
/// hosts' clocks agree, and what would be negative counts as 0.
final class DeliveryMeters {
  private final Clock clock;
  private final Timer written;
  private final Timer shown;
  private final Counter unreadable;

  DeliveryMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    written =
        Timer.builder("maru.gateway.stage")
            .description("Told by the fan-out until written to a socket")
            .tag("stage", "written")
            .serviceLevelObjectives(Stages.buckets())
            .register(registry);
    shown =
        Timer.builder("maru.gateway.shown")
            .description("Accepted until written to a socket, per device")
            .serviceLevelObjectives(Stages.buckets())
            .register(registry);
    unreadable = registry.counter("maru.gateway.deliveries.unreadable");
  }

  /// A socket wrote a message.
  ///
  /// @param toldAt when the fan-out told it; not measured if absent
  /// @param acceptedAt when a gateway accepted it; not measured if absent
  void written(@Nullable Instant toldAt, @Nullable Instant acceptedAt) {
    long now = clock.millis();
    record(written, toldAt, now);
    record(shown, acceptedAt, now);
  }

  void unreadable() {
    unreadable.increment();
  }

  private static void record(Timer timer, @Nullable Instant since, long now) {
    if (since != null) {
      timer.record(Math.max(0, now - since.toEpochMilli()), TimeUnit.MILLISECONDS);
    }
  }
}
