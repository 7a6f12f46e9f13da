package chat.maru.chat.readiness;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {

  @Bean
  FirstContact firstContact(KafkaAdmin kafka, StringRedisTemplate redis) {
    return new FirstContact(kafka, redis);
  }
}
