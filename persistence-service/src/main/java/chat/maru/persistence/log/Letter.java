package chat.maru.persistence.log;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.inbound.Inspection;
import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.inbound.Seals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the inbound log and what it turned out to be.
record Letter(ConsumerRecord<byte[], byte[]> record, Inspected inspected) {

  /// All of a batch; what does not open is unsound.
  static List<Letter> open(List<ConsumerRecord<byte[], byte[]>> records, Seals seals) {
    List<Letter> letters =
        records.stream()
            .map(record -> new Letter(record, Inspection.inspect(record.value())))
            .toList();
    Predicate<MessageAccepted> opens =
        seals.of(letters.stream().flatMap(letter -> letter.message().stream()).toList());
    return letters.stream()
        .map(letter ->
            letter.message().filter(opens.negate()).isPresent()
                ? letter.unsound(ParkReason.UNDECRYPTABLE)
                : letter)
        .toList();
  }

  private Optional<MessageAccepted> message() {
    return inspected instanceof Inspected.Sound(MessageAccepted message)
        ? Optional.of(message)
        : Optional.empty();
  }

  Letter unsound(ParkReason reason) {
    return new Letter(record, new Inspected.Unsound(reason));
  }

  boolean isMessage() {
    return message().isPresent();
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
