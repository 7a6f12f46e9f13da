package chat.maru.chat.lag;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class LagConfiguration {

  @Bean
  LagRounds lagRounds(KafkaAdmin kafka, LagSettings settings, MeterRegistry meters, Clock clock) {
    return new LagRounds(
        new LagProbe(() -> client(kafka)), new LagMeters(meters, clock), settings.every());
  }

  private static Admin client(KafkaAdmin kafka) {
    Map<String, Object> own = new HashMap<>(kafka.getConfigurationProperties());
    own.put(AdminClientConfig.CLIENT_ID_CONFIG, "chat-lag");
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
    // The client says in the log each time it could not connect.
    own.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1000);
    own.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
    return Admin.create(own);
  }
}
