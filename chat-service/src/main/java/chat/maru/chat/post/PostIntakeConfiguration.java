package chat.maru.chat.post;

import chat.maru.chat.identity.Users;
import chat.maru.chat.stream.BatchContainers;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class PostIntakeConfiguration {

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> postIntake(
      BatchContainers containers, Posts posts, Users users, MeterRegistry meters) {
    return containers.make("chat-posts", Topics.POSTS, 1, new PostIntake(posts, users, meters));
  }
}
