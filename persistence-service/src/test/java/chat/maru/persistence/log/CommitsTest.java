package chat.maru.persistence.log;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final TopicPartition QUIET = new TopicPartition(Topics.INBOUND, 0);
  private static final TopicPartition BUSY = new TopicPartition(Topics.INBOUND, 1);

  private final RefusedConsumer consumer = new RefusedConsumer();
  private long now;
  private final Commits commits = new Commits(consumer, () -> now);

  CommitsTest() {
    consumer.assign(List.of(QUIET, BUSY));
  }

  @Test
  void whatARebalanceRefusedIsCommittedWhileNothingComes() {
    refused(Map.of(0, 7L), new RebalanceInProgressException());
    assertThat(committed(QUIET)).isNull();

    commits.rest();

    assertThat(committed(QUIET)).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void whatARebalanceRefusedIsCommittedWithTheNextBatch() {
    refused(Map.of(0, 7L), new RebalanceInProgressException());

    handled(Map.of(1, 3L));

    assertThat(committed(QUIET)).isEqualTo(new OffsetAndMetadata(7));
    assertThat(committed(BUSY)).isEqualTo(new OffsetAndMetadata(3));
  }

  @Test
  void underTrafficOffsetsAreCommittedNowAndThenAndTheRestWhileNothingComes() {
    handled(Map.of(0, 7L));
    commits.handled(Map.of(0, 8L, 1, 2L));
    commits.handled(Map.of(0, 9L));
    assertThat(committed(QUIET)).isEqualTo(new OffsetAndMetadata(7));
    assertThat(committed(BUSY)).isNull();

    commits.rest();

    assertThat(committed(QUIET)).isEqualTo(new OffsetAndMetadata(9));
    assertThat(committed(BUSY)).isEqualTo(new OffsetAndMetadata(2));
  }

  @Test
  void whatIsLeftIsCommittedBeforeItsPartitionGoes() {
    commits.handled(Map.of(0, 7L));

    commits.leave(List.of(QUIET));

    assertThat(committed(QUIET)).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void nothingIsCommittedLaterOfAPartitionThatWent() {
    refused(Map.of(0, 7L), new RebalanceInProgressException());

    commits.forget(List.of(QUIET));
    commits.rest();

    assertThat(committed(QUIET)).isNull();
  }

  @Test
  void aConsumerThatTheGroupLeftBehindCommitsNothingOfItLater() {
    refused(Map.of(0, 7L), new CommitFailedException());

    commits.rest();

    assertThat(committed(QUIET)).isNull();
  }

  @Test
  void aBrokerThatIsAwayKeepsNobodyFromLeaving() {
    commits.handled(Map.of(0, 7L));
    consumer.refusal = new TimeoutException("away");

    commits.leave(List.of(QUIET));

    consumer.refusal = null;
    commits.rest();
    assertThat(committed(QUIET)).isNull();
  }

  private void refused(Map<Integer, Long> next, KafkaException refusal) {
    consumer.refusal = refusal;
    handled(next);
    consumer.refusal = null;
  }

  /// As long after the commit before that it is committed, too.
  private void handled(Map<Integer, Long> next) {
    now += Commits.SPACING.toNanos();
    commits.handled(next);
  }

  private OffsetAndMetadata committed(TopicPartition partition) {
    return consumer.committed(Set.of(partition)).get(partition);
  }

  /// Whose commits are refused as long as it is told so.
  private static final class RefusedConsumer extends MockConsumer<byte[], byte[]> {
    private @Nullable KafkaException refusal;

    RefusedConsumer() {
      super("earliest");
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (refusal != null) {
        throw refusal;
      }
      super.commitSync(offsets);
    }
  }
}
