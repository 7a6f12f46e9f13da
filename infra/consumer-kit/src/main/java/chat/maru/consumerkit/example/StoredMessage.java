package chat.maru.consumerkit.example;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What this consumer needs of a `message.stored`, and no more: a field that is not read can't
/// surprise, so new fields need no care.
///
/// @param eventId `ce_id`, the same at every repeat
/// @param seq the message's number in its room: 1, 2, 3 …
record StoredMessage(String eventId, String roomId, long seq) {
  private static final Logger LOG = LoggerFactory.getLogger(StoredMessage.class);
  private static final String TYPE = "message.stored";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The messages among the records. The type is looked at before the value, so what came later
  /// than this code is skipped without being understood.
  static List<StoredMessage> among(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .filter(record -> header(record, "ce_type").filter(TYPE::equals).isPresent())
        .flatMap(record -> read(record).stream())
        .toList();
  }

  /// Nothing for a value that is not what its schema says. Maru parks such a thing before it gets
  /// here (D11), so it is worth a look, but no other room waits for it.
  private static Optional<StoredMessage> read(ConsumerRecord<String, byte[]> record) {
    try {
      JsonNode value = JSON.readTree(record.value());
      return Optional.of(
          new StoredMessage(
              header(record, "ce_id").orElseThrow(),
              value.required("roomId").asString(),
              value.required("seq").asLong()));
    } catch (RuntimeException e) {
      LOG.error("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e);
      return Optional.empty();
    }
  }

  private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return Optional.ofNullable(header).map(h -> new String(h.value(), StandardCharsets.UTF_8));
  }

  /// One line of a journal, and of what the check is told.
  String line() {
    return JSON.writeValueAsString(this) + "\n";
  }

  static StoredMessage parse(String line) {
    return JSON.readValue(line, StoredMessage.class);
  }
}
