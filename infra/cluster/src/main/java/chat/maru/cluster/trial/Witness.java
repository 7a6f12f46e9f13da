package chat.maru.cluster.trial;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.HistoryWriter;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.history.record.TextDigest;
import chat.maru.cluster.keys.ClusterKeys;
import chat.maru.cluster.topic.WholeTopic;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A plain consumer of the public stream, as any other service of the marketplace might have one.
/// Reads it once, from its beginning to its end.
final class Witness {
  private final String bootstrapServers;
  private final ClusterKeys keys;

  Witness(String bootstrapServers, ClusterKeys keys) {
    this.bootstrapServers = bootstrapServers;
    this.keys = keys;
  }

  /// Writes `stream.jsonl`.
  void dump(Path histories) throws IOException {
    try (HistoryWriter file = HistoryWriter.create(histories, Recorded.STREAM)) {
      AtomicLong records = new AtomicLong();
      AtomicLong newest = new AtomicLong();
      WholeTopic.read(
          bootstrapServers,
          Topics.MESSAGES,
          record -> {
            records.incrementAndGet();
            newest.accumulateAndGet(record.timestamp(), Math::max);
            write(record, file);
          });
      file.write(
          Recorded.ofStream(micros(newest.get()), new HistoryEvent.StreamEnd(records.get())));
    }
  }

  private void write(ConsumerRecord<byte[], byte[]> record, HistoryWriter file) {
    long at = micros(record.timestamp());
    switch (ContractJson.mapper().readValue(record.value(), ChatEvent.class)) {
      case MessageStored stored ->
          file.write(
              Recorded.ofStream(at, new HistoryEvent.Announced(eventId(record), copy(stored))));
      case ReadAdvanced read ->
          file.write(
              Recorded.ofStream(
                  at,
                  new HistoryEvent.ReadAnnounced(
                      read.roomId().toString(), read.userId().toString(), read.seq())));
      case MessageRefused _ -> {}
    }
  }

  private MessageCopy copy(MessageStored stored) {
    return new MessageCopy(
        stored.roomId().toString(),
        stored.seq(),
        stored.messageId().toString(),
        stored.senderId().toString(),
        stored.clientMessageId().toString(),
        TextDigest.of(keys.open(stored.roomId(), stored.messageId(), stored.content())),
        stored.sentAt().truncatedTo(ChronoUnit.MILLIS));
  }

  private static String eventId(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader(EventHeaders.ID).value(), StandardCharsets.UTF_8);
  }

  private static long micros(long millis) {
    return millis * 1_000;
  }
}
