package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.trace.Stages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How long acks take, why sends are refused and how many have no answer yet.
final class IntakeMeters {
  private final Timer acks;
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
  private final Counter congested;
  private final AtomicInteger open = new AtomicInteger();

  IntakeMeters(MeterRegistry registry) {
    acks =
        Timer.builder("maru.gateway.ack")
            .description("Send frame read until its ack was offered")
            .serviceLevelObjectives(Stages.buckets())
            .register(registry);
    Gauge.builder("maru.gateway.appends.open", open, AtomicInteger::get)
        .description("Sends that wait for a look-up or the log")
        .register(registry);
    congested =
        Counter.builder("maru.gateway.sends.congested")
            .description("Sends refused because messages take too long on their way")
            .register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      refused.put(code, registry.counter("maru.gateway.sends.refused", "code", code.code()));
    }
  }

  /// Sends that wait for a look-up or the log.
  AtomicInteger open() {
    return open;
  }

  void acked(long nanos) {
    acks.record(nanos, TimeUnit.NANOSECONDS);
  }

  void congested() {
    congested.increment();
  }

  void refused(ErrorCode code) {
    Counter counter = refused.get(code);
    if (counter != null) {
      counter.increment();
    }
  }
}
