package chat.maru.gateway.congestion;

import chat.maru.gateway.timer.Timer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CongestionConfiguration {

  @Bean
  LogPace logPace() {
    return new LogPace();
  }

  @Bean
  Congestion congestion(Timer timer, MeterRegistry registry) {
    var congestion = new Congestion(System::nanoTime);
    Gauge.builder("maru.gateway.way", congestion, Congestion::waySeconds)
        .baseUnit("seconds")
        .description("Send frame read until its message is delivered here, lately")
        .register(registry);
    var _ = timer.every(Congestion.ROUND, congestion::round);
    return congestion;
  }
}
