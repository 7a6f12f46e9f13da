package chat.maru.persistence.log;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OldestUnstoredTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = NOON;
  private final InstantSource time = () -> now;
  private final OldestUnstored unstored = new OldestUnstored(time.withZone(ZoneOffset.UTC));

  @Test
  void nothingInHandIsNoAge() {
    assertThat(unstored.seconds()).isZero();
  }

  @Test
  void theOldestPartitionsFirstRecordCounts() {
    unstored.begin(List.of(record(0, -3), record(0, -9), record(1, -4)));

    assertThat(unstored.seconds()).isEqualTo(4);
  }

  @Test
  void anotherAttemptChangesNothingAndTheAgeGrows() {
    unstored.begin(List.of(record(0, 0)));
    now = NOON.plusSeconds(60);
    unstored.begin(List.of(record(0, 0)));

    assertThat(unstored.seconds()).isEqualTo(60);
  }

  @Test
  void aPartitionThatIsStoredOrLeftNoLongerCounts() {
    unstored.begin(List.of(record(0, -9), record(1, -4)));
    unstored.forget(List.of(0));
    assertThat(unstored.seconds()).isEqualTo(4);

    unstored.forget(List.of(1, 2));
    assertThat(unstored.seconds()).isZero();
  }

  @Test
  void aGatewayWhoseClockIsAheadMakesNoNegativeAge() {
    unstored.begin(List.of(record(0, 5)));

    assertThat(unstored.seconds()).isZero();
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, int seconds) {
    return new ConsumerRecord<>(
        Topics.INBOUND,
        partition,
        0,
        NOON.plusSeconds(seconds).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
