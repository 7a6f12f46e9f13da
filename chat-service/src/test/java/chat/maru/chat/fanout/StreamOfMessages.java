package chat.maru.chat.fanout;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Records of the public stream as persistence-service writes them, with the sizes of texts of 100
/// characters; none is sampled.
final class StreamOfMessages {
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00.123Z");

  private StreamOfMessages() {}

  /// Each in a room of its own, with members and a key of its own.
  static List<ConsumerRecord<String, byte[]>> records(int count) {
    return LongStream.range(0, count).mapToObj(StreamOfMessages::record).toList();
  }

  private static ConsumerRecord<String, byte[]> record(long offset) {
    MessageStored message =
        message(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), offset + 1);
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(
            Topics.MESSAGES,
            0,
            offset,
            message.roomId().toString(),
            ContractJson.mapper().writeValueAsBytes(message));
    EventHeaders.of(message, "/maru/persistence-service", AT)
        .asMap()
        .forEach((name, value) -> record.headers().add(name, value));
    record.headers().add(EventHeaders.ACCEPTED_TIME, utf8(AT.toString()));
    record.headers().add(TraceContext.HEADER, utf8(TraceContext.begin(false).value()));
    return record;
  }

  private static MessageStored message(
      UUID postId, UUID borrowerId, UUID clientMessageId, long seq) {
    UUID roomId = Ids.roomId(postId, borrowerId);
    return new MessageStored(
        roomId,
        Ids.messageId(roomId, borrowerId, clientMessageId),
        seq,
        borrowerId,
        clientMessageId,
        postId,
        borrowerId,
        UUID.randomUUID(),
        new Content(UUID.randomUUID().toString(), random(128)),
        random(16),
        AT);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
