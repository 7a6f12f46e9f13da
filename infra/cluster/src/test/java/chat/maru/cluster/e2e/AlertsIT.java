package chat.maru.cluster.e2e;

import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.watch.Prometheus;
import chat.maru.cluster.watch.Setup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real faults make the repository's alerts fire, and their repair ends them. The rules are the
/// repository's; only how long a fault must last and how many records are a lag is less.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class AlertsIT {
  private static final String INBOUND = "chat.inbound.v1";
  private static final String PARKED = "chat.inbound.v1.parked";
  private static final int BEHIND = 30;

  private World world;
  private Prometheus prometheus;

  @BeforeAll
  void watch(LocalCluster cluster, @TempDir Path folder) throws Exception {
    world = new World(cluster.state());
    emptyParked();
    prometheus =
        Prometheus.start(folder, new Setup(cluster.prometheus(), Map.of("> 5000", "> 20")));
  }

  @AfterAll
  void close() {
    if (prometheus != null) {
      prometheus.close();
    }
    world.close();
  }

  /// D11: an alarm fires.
  @Test
  void aPoisonRecordThatIsParkedFiresUntilNoneLiesThere() throws Exception {
    Map<String, String> parked = Map.of("alertname", "RecordParked", "severity", "page");
    isQuiet(parked, "maru_parked_records");
    appendPoison();
    fires(parked);
    emptyParked();
    isQuiet(parked, "maru_parked_records");
  }

  @Test
  void aFrozenPersistenceServiceLetsItsGroupFallBehindUntilItIsThawed(LocalCluster cluster) {
    Map<String, String> behind =
        Map.of("alertname", "ConsumerLag", "group", "chat-persistence", "topic", INBOUND);
    Pair pair = world.pair();
    RawSession borrower = world.device(pair.borrower(), 1);
    isQuiet(behind, "maru:consumer_lag:records");
    cluster.persistenceService(0).freeze();
    for (int i = 0; i < BEHIND; i++) {
      World.acked(borrower, Send.toRoom(pair.roomId(), "accepted, not stored " + i));
    }
    fires(behind);
    cluster.persistenceService(0).thaw();
    isQuiet(behind, "maru:consumer_lag:records");
    Judge.awaitSeq(borrower, pair.roomId(), BEHIND + 1, java.time.Duration.ofSeconds(30));
  }

  @Test
  void aKilledGatewayIsAwayUntilItIsBack(LocalCluster cluster) {
    Map<String, String> away =
        Map.of("alertname", "NodeAway", "service", "gateway-service", "node", "gateway-2");
    isQuiet(away, "up{node=\"gateway-2\"} == 1");
    cluster.gateway(1).kill();
    fires(away);
    cluster.gateway(1).restart();
    isQuiet(away, "up{node=\"gateway-2\"} == 1");
  }

  private void fires(Map<String, String> labels) {
    prometheus.await(labels + " fires", () -> isFiring(labels));
  }

  /// Not firing although it is measured.
  private void isQuiet(Map<String, String> labels, String measure) {
    prometheus.await(
        labels + " is quiet", () -> !prometheus.query(measure).isEmpty() && !isFiring(labels));
  }

  private boolean isFiring(Map<String, String> labels) {
    return prometheus.firing().stream()
        .anyMatch(alert -> alert.entrySet().containsAll(labels.entrySet()));
  }

  private void appendPoison() throws Exception {
    try (var producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
      byte[] poison = "this is no event".getBytes(StandardCharsets.UTF_8);
      producer
          .send(new ProducerRecord<>(INBOUND, UUID.randomUUID().toString(), poison))
          .get(10, TimeUnit.SECONDS);
    }
  }

  /// As the runbook says, with Kafka's own means.
  private void emptyParked() throws Exception {
    try (var admin = Admin.create(kafka())) {
      var partitions =
          admin
              .describeTopics(java.util.List.of(PARKED))
              .allTopicNames()
              .get(10, TimeUnit.SECONDS)
              .get(PARKED)
              .partitions();
      admin
          .deleteRecords(
              partitions.stream()
                  .collect(
                      Collectors.toMap(
                          partition -> new TopicPartition(PARKED, partition.partition()),
                          _ -> RecordsToDelete.beforeOffset(-1))))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", world.state().kafka().bootstrapServers());
  }
}
