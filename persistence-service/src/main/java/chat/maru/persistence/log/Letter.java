package chat.maru.persistence.log;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.inbound.Inspection;
import chat.maru.persistence.inbound.ParkReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the inbound log and what it turned out to be.
record Letter(ConsumerRecord<byte[], byte[]> record, Inspected inspected) {

  static Letter open(ConsumerRecord<byte[], byte[]> record, Inspection inspection) {
    return new Letter(record, inspection.inspect(record.value()));
  }

  Letter unsound(ParkReason reason) {
    return new Letter(record, new Inspected.Unsound(reason));
  }

  boolean isMessage() {
    return inspected instanceof Inspected.Sound(MessageAccepted _);
  }

  /// Per partition, the offset of its first record.
  static Map<Integer, Long> firstOffsets(List<Letter> letters) {
    Map<Integer, Long> offsets = new HashMap<>();
    letters.forEach(l -> offsets.putIfAbsent(l.record().partition(), l.record().offset()));
    return offsets;
  }

  /// Per partition, the offset after its last record.
  static Map<Integer, Long> nextOffsets(List<Letter> letters) {
    Map<Integer, Long> offsets = new HashMap<>();
    letters.forEach(l -> offsets.put(l.record().partition(), l.record().offset() + 1));
    return offsets;
  }
}
