package chat.maru.gateway.intake;

import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.congestion.LogPace;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.membership.Membership;
import chat.maru.gateway.membership.SealingKeys;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import chat.maru.gateway.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  MessageLog messageLog(ProducerFactory<String, byte[]> producers, LogPace pace, Timer timer) {
    return new MessageLog(producers::createProducer, pace, timer);
  }

  @Bean
  Permits permits(Membership membership, SealingKeys keys) {
    return new Permits(membership, keys);
  }

  @Bean
  Sends sends(
      Permits permits,
      Congestion congestion,
      MessageLog log,
      MeterRegistry registry,
      Clock clock,
      Traces traces) {
    return new Sends(permits, congestion, log, new IntakeMeters(registry), clock, traces);
  }

  @Bean
  Reads reads(Membership membership, MessageLog log, Clock clock) {
    return new Reads(membership, log, clock);
  }

  @Bean
  Intake intake(
      Sends sends,
      Reads reads,
      GatewaySettings settings,
      UserLimits limits,
      Congestion congestion) {
    return new Intake(sends, reads, settings.gateway().limits(), limits, congestion);
  }
}
