package chat.maru.chat.fanout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param concurrency consumers on this node; default 2; more than a node's share of the partitions
///   idle
@ConfigurationProperties("maru.chat.fan-out")
@Validated
record FanOutSettings(@DefaultValue("2") @Min(1) @Max(64) int concurrency) {}
