package chat.maru.gateway.session;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  @Bean
  Sessions sessions(MeterRegistry registry) {
    return new Sessions(registry);
  }

  @Bean
  SessionMeters sessionMeters(MeterRegistry registry) {
    return new SessionMeters(registry);
  }
}
