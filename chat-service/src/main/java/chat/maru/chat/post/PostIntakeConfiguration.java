package chat.maru.chat.post;

import chat.maru.chat.identity.Users;
import chat.maru.chat.stream.BatchContainers;
import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PostIntakeConfiguration {
  /// How long after the last batch, and how often then, the database's position is compared.
  private static final Duration POSITION_CHECK = Duration.ofSeconds(1);

  @Bean
  PostMeters postMeters(MeterRegistry meters) {
    return new PostMeters(meters);
  }

  @Bean
  PostWriter postWriter(
      TransactionTemplate transaction,
      Posts posts,
      Users users,
      JdbcTemplate jdbc,
      PostMeters meters) {
    var table = new PositionTable(Topics.POSTS, query -> jdbc.execute(query::on));
    return new PostWriter(transaction, new PostStore(posts, users), table, new Positions(), meters);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> postIntake(
      BatchContainers containers, PostWriter writer, PostMeters meters) {
    var container = containers.make("chat-posts", Topics.POSTS, 1, new PostIntake(writer, meters));
    ContainerProperties properties = container.getContainerProperties();
    properties.setPollTimeout(POSITION_CHECK.toMillis());
    properties.setIdleEventInterval(POSITION_CHECK.toMillis());
    return container;
  }
}
