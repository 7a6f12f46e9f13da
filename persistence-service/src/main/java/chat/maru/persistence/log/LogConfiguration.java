package chat.maru.persistence.log;

import chat.maru.contract.key.KeyTable;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import chat.maru.contract.topic.Topics;
import chat.maru.operation.pace.PacedPolls;
import chat.maru.persistence.PersistenceSettings;
import chat.maru.persistence.inbound.Seals;
import chat.maru.persistence.position.PositionCheck;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.util.backoff.ExponentialBackOff;

/// Wires the consumer. What it consumes with stands in `application.yaml`.
@Configuration(proxyBeanMethods = false)
class LogConfiguration {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(10);

  @Bean
  PositionTable positionTable(JdbcTemplate jdbc) {
    return new PositionTable(Topics.INBOUND, query -> jdbc.execute(query::on));
  }

  @Bean
  Positions positions() {
    return new Positions();
  }

  @Bean
  PositionCheck positionCheck(PositionTable table, Positions positions) {
    return new PositionCheck(table, positions);
  }

  @Bean
  Announcer announcer(
      ProducerFactory<byte[], byte[]> producers, PersistenceSettings settings, Clock clock) {
    return new Announcer(new EventPublisher(producers, settings.publishWait()), clock);
  }

  @Bean
  Seals seals(KeyTable keys, OpenedKeys opened) {
    return new Seals(keys::named, opened);
  }

  @Bean
  InboundListener inboundListener(
      Seals seals,
      BatchWriter writer,
      Announcer announcer,
      PositionCheck position,
      BatchMetrics metrics,
      ObservationRegistry observations) {
    return new InboundListener(seals, writer, announcer, position, metrics, observations);
  }

  @Bean
  DefaultKafkaConsumerFactoryCustomizer pacedConsumers() {
    return factory -> factory.addPostProcessor(PacedPolls::of);
  }

  @Bean
  ConcurrentMessageListenerContainer<byte[], byte[]> inboundContainer(
      ConsumerFactory<byte[], byte[]> consumers,
      InboundListener listener,
      PersistenceSettings settings) {
    ContainerProperties properties = new ContainerProperties(Topics.INBOUND);
    // The listener itself commits: not at all when it has to read again.
    properties.setAckMode(AckMode.MANUAL);
    properties.setMessageListener(listener);
    properties.setPollTimeout(settings.positionCheck().toMillis());
    properties.setIdleEventInterval(settings.positionCheck().toMillis());
    properties.setMissingTopicsFatal(false);
    properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setBeanName("inbound");
    container.setConcurrency(settings.consumers());
    container.setCommonErrorHandler(retryForEver(settings.retryCeiling()));
    return container;
  }

  /// Nothing is ever skipped: what can't succeed is parked before it comes to this.
  private static CommonErrorHandler retryForEver(Duration ceiling) {
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
    backOff.setMaxInterval(ceiling.toMillis());
    WholeBatchAgain handler = new WholeBatchAgain(backOff);
    handler.setAckAfterHandle(false);
    handler.setRetryListeners(new RetryLog());
    return handler;
  }

  @Bean
  LogEndCheck logEndCheck(KafkaAdmin kafka, PositionTable table) {
    return new LogEndCheck(kafka, table);
  }

  @Bean
  @Profile("production")
  @ConditionalOnBooleanProperty(
      name = "maru.topics.allow-under-replicated",
      havingValue = false,
      matchIfMissing = true)
  ReplicationCheck replicationCheck(KafkaAdmin kafka) {
    return new ReplicationCheck(kafka);
  }

  @Bean
  @ConditionalOnProperty("maru.topics.create")
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(
        Topics.all().stream()
            .map(topic ->
                TopicBuilder.name(topic.name())
                    .partitions(topic.partitions())
                    .configs(topic.config())
                    .build())
            .toArray(NewTopic[]::new));
  }
}
