package chat.maru.chat.notification;

import chat.maru.chat.stream.StreamRecord;
import chat.maru.contract.event.MessageStored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What to do with a partition's next records at a given time.
///
/// @param messages those whose grace is over, in order
/// @param tooOld how many were dropped for their age
/// @param nextOffset from where to go on
/// @param waitUntil when the record at `nextOffset` is due, if one is known
record Dues(
    List<MessageStored> messages, int tooOld, long nextOffset, Optional<Instant> waitUntil) {

  /// A record's time is the broker's record time: when it was told to the world, so that what an
  /// outage of the database delayed still gets its whole grace.
  static Dues of(
      List<ConsumerRecord<String, byte[]>> records, Instant now, NotificationSettings settings) {
    List<MessageStored> messages = new ArrayList<>();
    int tooOld = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      Instant due = Instant.ofEpochMilli(record.timestamp()).plus(settings.grace());
      if (due.isAfter(now)) {
        return new Dues(messages, tooOld, record.offset(), Optional.of(due));
      }
      if (due.plus(settings.maxAge()).isBefore(now)) {
        tooOld++;
      } else if (StreamRecord.read(record)
          instanceof StreamRecord.Event(MessageStored message, _)) {
        messages.add(message); // fan-out logs and counts what it can't read
      }
    }
    return new Dues(messages, tooOld, records.getLast().offset() + 1, Optional.empty());
  }
}
