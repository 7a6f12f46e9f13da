package chat.maru.chat.lag;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param every pause between two measurements, default 10 s; shorter sees a backlog sooner and
///   asks the brokers four questions each time
@ConfigurationProperties("maru.chat.lag")
record LagSettings(@DefaultValue("10s") Duration every) {

  LagSettings {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("maru.chat.lag.every: " + every + " (expected: > 0)");
    }
  }
}
