package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.topic.Topics;
import chat.maru.gateway.congestion.LogPace;
import chat.maru.gateway.intake.MessageLog.Outcome;
import chat.maru.gateway.timer.Timer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageLogTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final Timer timer = new Timer();
  private final MockProducer<String, byte[]> first = producer();
  private final MockProducer<String, byte[]> second = producer();
  private final Queue<Producer<String, byte[]>> producers =
      new ArrayDeque<>(List.of(first, second));
  private final MessageLog log = new MessageLog(producers::remove, new LogPace(), timer);

  @AfterEach
  void stop() {
    timer.close();
  }

  @Test
  void d4AClosedProducerRefusesOneSendAndIsReplacedForTheNext() {
    assertThat(append()).containsExactly(Outcome.ACCEPTED);
    first.close();
    assertThat(append()).containsExactly(Outcome.NOT_ACCEPTED);
    assertThat(append()).containsExactly(Outcome.ACCEPTED);
    assertThat(first.history()).hasSize(1);
    assertThat(second.history()).hasSize(1);
  }

  private List<Outcome> append() {
    List<Outcome> outcomes = new ArrayList<>();
    var read = new ReadAccepted(UUID.randomUUID(), UUID.randomUUID(), 1, Instant.EPOCH);
    log.append(read, Instant.EPOCH, TRACEPARENT, outcomes::add);
    return outcomes;
  }

  private static MockProducer<String, byte[]> producer() {
    var partition = new TopicPartition(Topics.INBOUND, 0);
    var info = new PartitionInfo(Topics.INBOUND, 0, null, null, null);
    return new MockProducer<>(
        Cluster.empty().withPartitions(Map.of(partition, info)),
        true,
        null,
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
