package chat.maru.chat.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {
  private static final TopicPartition A0 = new TopicPartition("a", 0);
  private static final TopicPartition A1 = new TopicPartition("a", 1);
  private static final TopicPartition B0 = new TopicPartition("b", 0);

  private final Offsets offsets =
      new Offsets(Map.of(A0, 10L, A1, 0L, B0, 0L), Map.of(A0, 15L, A1, 7L, B0, 100L));

  @Test
  void theLagIsTheSumOverTheTopicsPartitions() {
    assertThat(offsets.behind("a", Map.of(A0, at(14), A1, at(5)))).isEqualTo(1 + 2);
  }

  @Test
  void aPartitionWithoutACommitCountsFromWhereItBegins() {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    committed.put(A0, null);

    assertThat(offsets.behind("a", committed)).isEqualTo(5 + 7);
  }

  @Test
  void whatRetentionHasDroppedIsNotWaitedFor() {
    assertThat(offsets.behind("a", Map.of(A0, at(2), A1, at(7)))).isEqualTo(5);
  }

  @Test
  void aCommitThatIsYoungerThanTheEndIsNoLag() {
    assertThat(offsets.behind("a", Map.of(A0, at(16), A1, at(9)))).isZero();
  }

  @Test
  void aTopicThatIsNotThereHasNothingToWaitFor() {
    assertThat(offsets.behind("none", Map.of())).isZero();
  }

  private static OffsetAndMetadata at(long offset) {
    return new OffsetAndMetadata(offset);
  }
}
