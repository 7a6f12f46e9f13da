package chat.maru.chat.limit;

import chat.maru.limits.rate.Allowances;
import chat.maru.limits.rate.Rate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// One limit of REST, with the number of its refusals; never by whom.
final class RestLimit<K> {
  private final Allowances<K> allowances;
  private final Counter refused;

  /// @param name in metrics, as `user_requests`
  RestLimit(String name, Rate rate, MeterRegistry registry) {
    this.allowances = new Allowances<>(rate);
    this.refused = registry.counter("maru.rest.limited", "limit", name);
  }

  /// Zero, or how long until the key may have another one.
  Duration take(K key) {
    long wait = allowances.take(key);
    if (wait > 0) {
      refused.increment();
    }
    return Duration.ofNanos(wait);
  }
}
