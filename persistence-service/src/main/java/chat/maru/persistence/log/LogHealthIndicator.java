package chat.maru.persistence.log;

import chat.maru.contract.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/// Up from the first time on that the topics of this service were seen. A later outage raises
/// alerts but does not turn it: all nodes would turn at once, and none of them could help.
@Component("log")
class LogHealthIndicator implements HealthIndicator {
  private static final Set<String> NEEDED = Set.of(Topics.INBOUND, Topics.MESSAGES, Topics.PARKED);
  private static final int WAIT_SECONDS = 2;

  private final KafkaAdmin kafka;
  private volatile boolean seen;

  LogHealthIndicator(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  @Override
  public Health health() {
    seen = seen || topicsAreThere();
    return seen ? Health.up().build() : Health.outOfService().build();
  }

  private boolean topicsAreThere() {
    try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
      return admin
          .describeTopics(List.copyOf(NEEDED))
          .allTopicNames()
          .get(WAIT_SECONDS, TimeUnit.SECONDS)
          .keySet()
          .containsAll(NEEDED);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
