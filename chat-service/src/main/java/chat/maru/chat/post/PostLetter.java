package chat.maru.chat.post;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the marketplace's topic and what it says.
record PostLetter(ConsumerRecord<String, byte[]> record, PostRecord content) {

  static PostLetter open(ConsumerRecord<String, byte[]> record) {
    try {
      return new PostLetter(record, PostRecord.read(record));
    } catch (RuntimeException e) {
      // Whatever else a producer makes of a record, its neighbours do not wait for it.
      return new PostLetter(record, new PostRecord.Malformed(e.toString()));
    }
  }

  PostLetter malformed(String why) {
    return new PostLetter(record, new PostRecord.Malformed(why));
  }

  /// Per partition, the offset of its first record.
  static Map<Integer, Long> firstOffsets(List<PostLetter> letters) {
    Map<Integer, Long> offsets = new HashMap<>();
    letters.forEach(l -> offsets.putIfAbsent(l.record().partition(), l.record().offset()));
    return offsets;
  }

  /// Per partition, the offset after its last record.
  static Map<Integer, Long> nextOffsets(List<PostLetter> letters) {
    Map<Integer, Long> offsets = new HashMap<>();
    letters.forEach(l -> offsets.put(l.record().partition(), l.record().offset() + 1));
    return offsets;
  }
}
