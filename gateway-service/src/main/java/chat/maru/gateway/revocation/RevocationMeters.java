package chat.maru.gateway.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/// Since when chat-service has not answered: so old is what this node knows of revocations if Redis
/// loses notices, too.
final class RevocationMeters {
  private final Clock clock;
  private volatile long answeredAt; // epoch milliseconds

  RevocationMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.answeredAt = clock.millis();
    Gauge.builder("maru.gateway.revocations.age", this, meters -> meters.ageMillis() / 1_000.0)
        .description("Since the last answer about revocations, or since the start")
        .baseUnit("seconds")
        .register(registry);
  }

  void answered() {
    answeredAt = clock.millis();
  }

  private long ageMillis() {
    return Math.max(0, clock.millis() - answeredAt);
  }
}
