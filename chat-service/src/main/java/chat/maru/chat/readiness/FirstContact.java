package chat.maru.chat.readiness;

import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.topic.Topic;
import chat.maru.contract.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;

/// Up once topics were seen and Redis answered, and for good: a later outage of what all nodes
/// share must not take all nodes out at once. PostgreSQL answered before this was made: migrations
/// and signing keys come first.
class FirstContact implements HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);

  private final KafkaAdmin kafka;
  private final StringRedisTemplate redis;
  private volatile boolean made;

  FirstContact(KafkaAdmin kafka, StringRedisTemplate redis) {
    this.kafka = kafka;
    this.redis = redis;
  }

  @Scheduled(fixedDelay = 500)
  void attempt() {
    if (made) {
      return;
    }
    try {
      kafka.describeTopics(Topics.all().stream().map(Topic::name).toArray(String[]::new));
      redis.hasKey(RedisKeys.NODES);
      made = true;
      LOG.info("Topics and Redis were reached: ready");
    } catch (RuntimeException e) {
      LOG.info("Not ready yet: {}", e.toString());
    }
  }

  @Override
  public Health health() {
    return made ? Health.up().build() : Health.outOfService().build();
  }
}
