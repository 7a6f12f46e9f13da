package chat.maru.gateway.limit;

import chat.maru.gateway.settings.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  @Bean
  LimitMeters limitMeters(MeterRegistry registry) {
    return new LimitMeters(registry);
  }

  @Bean
  UserLimits userLimits(GatewaySettings settings, LimitMeters meters) {
    return new UserLimits(settings.gateway().perUser(), meters);
  }

  @Bean
  AddressLimits addressLimits(GatewaySettings settings, LimitMeters meters) {
    return new AddressLimits(settings.gateway().perAddress(), meters);
  }
}
