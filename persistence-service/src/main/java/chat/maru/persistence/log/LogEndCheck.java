package chat.maru.persistence.log;

import static java.util.stream.Collectors.toMap;

import chat.maru.contract.position.PositionTable;
import chat.maru.contract.topic.Topics;
import chat.maru.persistence.RefusedStartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaAdmin;

/// Keeps a node from storing from a log that ends before what the database has stored from it: an
/// older copy of the log was restored, or it is another cluster's (D1). Asks a database and a Kafka
/// that are away for two minutes each; an empty database fits every log.
class LogEndCheck implements SmartLifecycle {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String REMEDY =
      "Connect the log and the database that belong together. If the log's end is lost for good,"
          + " stop all persistence-services and DELETE FROM log_position: what the log still has is"
          + " read again, and what is stored already stays as it is.";

  private final KafkaAdmin kafka;
  private final PositionTable table;
  private volatile boolean passed;

  LogEndCheck(KafkaAdmin kafka, PositionTable table) {
    this.kafka = kafka;
    this.table = table;
  }

  /// Before every consumer.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  /// @throws RefusedStartException when a partition ends too early, or Kafka did not say
  @Override
  public void start() {
    Map<Integer, Long> stored = stored();
    if (!stored.isEmpty()) {
      var faults = ends(stored.keySet()).faults(stored);
      if (!faults.isEmpty()) {
        throw new RefusedStartException(String.join("; ", faults), REMEDY);
      }
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

  private Map<Integer, Long> stored() {
    var policy =
        RetryPolicy.builder()
            .includes(DataAccessException.class)
            .delay(PAUSE)
            .maxRetries(Long.MAX_VALUE)
            .timeout(PATIENCE)
            .build();
    try {
      return new RetryTemplate(policy).execute(table::stored);
    } catch (RetryException e) {
      throw new RefusedStartException("the stored position is not known: " + e.getCause(), REMEDY);
    }
  }

  private LogEnds ends(Set<Integer> partitions) {
    Map<String, Object> patient = new HashMap<>(kafka.getConfigurationProperties());
    patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(patient)) {
      var ends =
          admin
              .listOffsets(
                  partitions.stream()
                      .collect(
                          toMap(
                              partition -> new TopicPartition(Topics.INBOUND, partition),
                              _ -> OffsetSpec.latest())))
              .all()
              .get();
      return new LogEnds(
          Topics.INBOUND,
          ends.entrySet().stream()
              .collect(toMap(end -> end.getKey().partition(), end -> end.getValue().offset())));
    } catch (ExecutionException e) {
      throw new RefusedStartException("the log's end is not known: " + e.getCause(), REMEDY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedStartException("interrupted while asking for the log's end", REMEDY);
    }
  }
}
