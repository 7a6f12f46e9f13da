package chat.maru.persistence.log;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.RefusedStartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/// Keeps a production node from starting on topics that could lose what was acknowledged (D1),
/// before it consumes anything. Waits two minutes for a Kafka that is away.
class ReplicationCheck implements SmartLifecycle {
  private static final List<String> TOPICS =
      List.of(Topics.INBOUND, Topics.MESSAGES, Topics.PARKED);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REMEDY =
      "Make the topics with three copies, two of them in sync and no unclean election, or accept"
          + " the loss of acknowledged messages with maru.topics.allow-under-replicated=true.";

  private final KafkaAdmin kafka;
  private volatile boolean passed;

  ReplicationCheck(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  /// Before every consumer.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  /// @throws RefusedStartException when a topic would not do or is not there, or Kafka did not say
  @Override
  public void start() {
    String faults =
        replications().stream()
            .flatMap(topic -> topic.faults().stream())
            .collect(Collectors.joining("; "));
    if (!faults.isEmpty()) {
      throw new RefusedStartException(faults, REMEDY);
    }
    passed = true;
  }

  @Override
  public void stop() {
    passed = false;
  }

  @Override
  public boolean isRunning() {
    return passed;
  }

  private List<Replication> replications() {
    Map<String, Object> patient = new HashMap<>(kafka.getConfigurationProperties());
    patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(patient)) {
      var topics = admin.describeTopics(TOPICS).allTopicNames().get();
      var settings =
          admin.describeConfigs(TOPICS.stream().map(ReplicationCheck::resource).toList());
      var configs = settings.all().get();
      return topics.values().stream()
          .map(topic -> replication(topic, requireNonNull(configs.get(resource(topic.name())))))
          .toList();
    } catch (ExecutionException e) {
      throw new RefusedStartException(
          "the topics' replication is not known: " + e.getCause(), REMEDY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedStartException(
          "interrupted while asking for the topics' replication", REMEDY);
    }
  }

  private static Replication replication(TopicDescription topic, Config config) {
    return new Replication(
        topic.name(),
        topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
        Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)),
        Boolean.parseBoolean(value(config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)));
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
