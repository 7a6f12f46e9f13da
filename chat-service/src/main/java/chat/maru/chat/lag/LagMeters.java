package chat.maru.chat.lag;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Shows the last measurement and its age: an old figure is no figure.
class LagMeters {
  private final Clock clock;
  private volatile Instant at;
  private volatile @Nullable Measured last;

  LagMeters(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    at = clock.instant();
    for (Watched watched : Watched.ALL) {
      Gauge.builder("maru.consumer.lag", this, self -> self.lag(watched))
          .description(
              "Records that the group has not committed, as one outside the group sees it;"
                  + " chat-notifications is a grace (10 s) behind on purpose")
          .tag("group", watched.group())
          .tag("topic", watched.topic())
          .register(meters);
    }
    Gauge.builder("maru.consumer.lag.age", this, LagMeters::age)
        .baseUnit("seconds")
        .description("Since the lag was measured; without a measurement, since the start")
        .register(meters);
    Gauge.builder("maru.parked.records", this, LagMeters::parked)
        .description("Records in the parked topic that no replay has taken up")
        .register(meters);
  }

  void measured(Measured now) {
    last = now;
    at = clock.instant();
  }

  private double lag(Watched watched) {
    Measured known = last;
    return known == null ? Double.NaN : known.lags().getOrDefault(watched, 0L);
  }

  private double parked() {
    Measured known = last;
    return known == null ? Double.NaN : known.parked();
  }

  private double age() {
    return Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }
}
