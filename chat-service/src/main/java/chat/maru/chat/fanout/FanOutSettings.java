package chat.maru.chat.fanout;

import chat.maru.operation.pace.Consumers;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param concurrency consumers on this node; default 0: one for each two processors, 4 at most;
///   more than a node's share of the partitions idle
@ConfigurationProperties("maru.chat.fan-out")
@Validated
record FanOutSettings(@DefaultValue("0") @Min(0) @Max(64) int concurrency) {

  FanOutSettings {
    concurrency = Consumers.orByProcessors(concurrency);
  }
}
