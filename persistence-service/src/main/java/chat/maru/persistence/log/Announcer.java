package chat.maru.persistence.log;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import chat.maru.persistence.message.Outcome;
import chat.maru.persistence.park.ParkedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Tells what became of a committed batch: one public event per decided record, in the order of the
/// records, and one parked record for each that can't be stored.
class Announcer {
  private static final String SOURCE = "/maru/persistence-service";

  private final EventPublisher publisher;
  private final Clock clock;

  Announcer(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /// Returns when the log has all of it.
  void announce(List<Letter> letters, List<Outcome> outcomes, StoreSteps steps) {
    Instant now = clock.instant();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(letters.size());
    for (int i = 0; i < letters.size(); i++) {
      ConsumerRecord<byte[], byte[]> cause = letters.get(i).record();
      switch (outcomes.get(i)) {
        case Outcome.Told told -> records.add(event(told.event(), letters.get(i), steps, now));
        case Outcome.Parked(var reason) -> records.add(ParkedRecord.of(cause, reason, now));
        case Outcome.Dropped() -> {}
      }
    }
    publisher.publish(records);
  }

  private static ProducerRecord<byte[], byte[]> event(
      ChatEvent event, Letter cause, StoreSteps steps, Instant now) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.MESSAGES,
            utf8(event.roomId().toString()),
            ContractJson.mapper().writeValueAsBytes(event));
    EventHeaders.of(event, SOURCE, now).asMap().forEach(record.headers()::add);
    if (cause.isMessage()) {
      Instant accepted = Instant.ofEpochMilli(cause.record().timestamp());
      record.headers().add(EventHeaders.ACCEPTED_TIME, utf8(accepted.toString()));
    }
    steps
        .traceparentAfter(cause.record())
        .ifPresent(trace -> record.headers().add(TraceContext.HEADER, utf8(trace)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
