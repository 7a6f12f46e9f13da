package chat.maru.chat.stream;

import chat.maru.contract.topic.Topic;
import chat.maru.contract.topic.Topics;
import chat.maru.operation.pace.PacedPolls;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

  @Bean
  DefaultKafkaConsumerFactoryCustomizer pacedConsumers() {
    return factory -> factory.addPostProcessor(PacedPolls::of);
  }

  @Bean
  @SuppressWarnings("unchecked") // the deserializers stand in application.yaml
  BatchContainers batchContainers(ConsumerFactory<?, ?> consumers) {
    return new BatchContainers((ConsumerFactory<String, byte[]>) consumers);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "maru.topics.create")
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(
        Topics.all().stream().map(StreamConfiguration::newTopic).toArray(NewTopic[]::new));
  }

  private static NewTopic newTopic(Topic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.config());
  }
}
