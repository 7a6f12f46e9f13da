package chat.maru.persistence.park;

import chat.maru.contract.topic.Topics;
import chat.maru.persistence.inbound.ParkReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/// The parked topic's records, built and taken apart: the original's key, value and headers, and
/// the headers below. None of them repeats content.
///
/// | header | holds |
/// |---|---|
/// | `maru-parked-reason` | a [ParkReason]'s code |
/// | `maru-parked-topic`, `-partition`, `-offset` | where the original stood |
/// | `maru-parked-at` | when, RFC 3339 |
public final class ParkedRecord {
  private static final String PREFIX = "maru-parked-";
  public static final String REASON = PREFIX + "reason";
  public static final String TOPIC = PREFIX + "topic";
  public static final String PARTITION = PREFIX + "partition";
  public static final String OFFSET = PREFIX + "offset";
  public static final String AT = PREFIX + "at";

  private ParkedRecord() {}

  public static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> original, ParkReason reason, Instant now) {
    ProducerRecord<byte[], byte[]> parked = withoutMarks(original, Topics.PARKED);
    add(parked, REASON, reason.code());
    add(parked, TOPIC, original.topic());
    add(parked, PARTITION, Integer.toString(original.partition()));
    add(parked, OFFSET, Long.toString(original.offset()));
    add(parked, AT, now.toString());
    return parked;
  }

  /// The record as it once stood in the inbound log; parked again, it gets fresh marks.
  static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> parked) {
    return withoutMarks(parked, Topics.INBOUND);
  }

  private static ProducerRecord<byte[], byte[]> withoutMarks(
      ConsumerRecord<byte[], byte[]> from, String topic) {
    ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(topic, from.key(), from.value());
    for (Header header : from.headers()) {
      if (!header.key().startsWith(PREFIX)) {
        copy.headers().add(header);
      }
    }
    return copy;
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
