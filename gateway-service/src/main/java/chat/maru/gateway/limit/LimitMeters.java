package chat.maru.gateway.limit;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/// Counts refusals by limit; never by whom.
final class LimitMeters {
  private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

  LimitMeters(MeterRegistry registry) {
    for (Limit limit : Limit.values()) {
      refused.put(limit, registry.counter("maru.gateway.limited", "limit", limit.tag()));
    }
  }

  void refused(Limit limit) {
    requireNonNull(refused.get(limit)).increment();
  }
}
