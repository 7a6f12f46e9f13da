package chat.maru.operation.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a paced consumer hands over. How long it rests is a matter of its benchmark.
class PacedPollsTest {
  private static final TopicPartition ONE = new TopicPartition("log", 1);
  private static final TopicPartition TWO = new TopicPartition("log", 2);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final MockConsumer<String, String> broker = new MockConsumer<>("earliest");
  private final Consumer<String, String> consumer = PacedPolls.of(broker);

  @BeforeEach
  void assign() {
    broker.assign(List.of(ONE, TWO));
    broker.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
  }

  @Test
  void whatComesFirstIsHandedOverAlone() {
    add(ONE, 0);
    broker.schedulePollTask(() -> {});
    broker.schedulePollTask(() -> add(ONE, 1));
    assertThat(offsets(consumer.poll(AT_ONCE), ONE)).containsExactly(0L);
  }

  @Test
  void whileItIsBusyTwoFetchesAreOneBatchInOrder() {
    firstBatch();
    broker.schedulePollTask(() -> add(ONE, 1));
    broker.schedulePollTask(() -> {
      add(ONE, 2);
      add(TWO, 0);
    });
    ConsumerRecords<String, String> records = consumer.poll(AT_ONCE);
    assertThat(offsets(records, ONE)).containsExactly(1L, 2L);
    assertThat(offsets(records, TWO)).containsExactly(0L);
    assertThat(records.nextOffsets().get(ONE).offset()).isEqualTo(3);
    assertThat(records.nextOffsets().get(TWO).offset()).isEqualTo(1);
  }

  @Test
  void whatWentToAnotherConsumerMeanwhileIsNotHandedOver() {
    firstBatch();
    broker.schedulePollTask(() -> add(ONE, 1));
    broker.schedulePollTask(() -> {
      broker.assign(Set.of(TWO));
      add(TWO, 0);
    });
    ConsumerRecords<String, String> records = consumer.poll(AT_ONCE);
    assertThat(records.partitions()).containsExactly(TWO);
  }

  @Test
  void whatComesAgainIsHandedOverOnce() {
    firstBatch();
    broker.schedulePollTask(() -> add(ONE, 1));
    broker.schedulePollTask(() -> {
      broker.seek(ONE, 1);
      add(ONE, 1);
      add(ONE, 2);
    });
    assertThat(offsets(consumer.poll(AT_ONCE), ONE)).containsExactly(1L, 2L);
  }

  @Test
  void d1AWakeUpBetweenTwoFetchesTakesNothingWithIt() {
    firstBatch();
    broker.schedulePollTask(() -> add(ONE, 1));
    broker.schedulePollTask(broker::wakeup);
    assertThat(offsets(consumer.poll(AT_ONCE), ONE)).containsExactly(1L);
    assertThatThrownBy(() -> consumer.poll(AT_ONCE)).isInstanceOf(WakeupException.class);
  }

  @Test
  void d1AFailureBetweenTwoFetchesTakesNothingWithIt() {
    firstBatch();
    broker.schedulePollTask(() -> add(ONE, 1));
    broker.schedulePollTask(() -> broker.setPollException(new KafkaException("away")));
    assertThat(offsets(consumer.poll(AT_ONCE), ONE)).containsExactly(1L);
  }

  @Test
  void whatABrokerThrowsComesAsItIs() {
    broker.setPollException(new KafkaException("away"));
    assertThatThrownBy(() -> consumer.poll(AT_ONCE))
        .isInstanceOf(KafkaException.class)
        .hasMessage("away");
    assertThatThrownBy(() -> consumer.position(new TopicPartition("none", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void firstBatch() {
    add(ONE, 0);
    assertThat(consumer.poll(AT_ONCE).count()).isEqualTo(1);
  }

  private void add(TopicPartition partition, long offset) {
    broker.addRecord(
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "room", "text"));
  }

  private static List<Long> offsets(
      ConsumerRecords<String, String> records, TopicPartition partition) {
    List<Long> offsets = new ArrayList<>();
    records.records(partition).forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
