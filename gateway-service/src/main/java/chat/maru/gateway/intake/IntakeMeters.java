package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How long acks take and why sends are refused.
final class IntakeMeters {
  private final Timer acks;
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);

  IntakeMeters(MeterRegistry registry) {
    acks = Timer.builder("maru.gateway.ack").publishPercentileHistogram().register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      refused.put(code, registry.counter("maru.gateway.sends.refused", "code", code.code()));
    }
  }

  void acked(long nanos) {
    acks.record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused(ErrorCode code) {
    Counter counter = refused.get(code);
    if (counter != null) {
      counter.increment();
    }
  }
}
