package chat.maru.chat.stream;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a record of the public stream is to a consumer (D12).
public sealed interface StreamRecord {

  record Event(ChatEvent event) implements StreamRecord {}

  /// A type that came later than this code: skipped.
  record Unknown() implements StreamRecord {}

  /// A known type whose value is not what its schema says.
  record Unreadable(String why) implements StreamRecord {}

  Set<String> KNOWN = Set.of(MessageStored.TYPE, ReadAdvanced.TYPE, MessageRefused.TYPE);

  static StreamRecord read(ConsumerRecord<String, byte[]> record) {
    Header type = record.headers().lastHeader(EventHeaders.TYPE);
    if (type == null || !KNOWN.contains(new String(type.value(), StandardCharsets.UTF_8))) {
      return new Unknown();
    }
    byte @Nullable [] value = record.value();
    return value == null ? new Unreadable("no value") : parse(value);
  }

  private static StreamRecord parse(byte[] value) {
    try {
      ChatEvent event = ContractJson.mapper().readValue(value, ChatEvent.class);
      return event != null && ids(event).allMatch(Objects::nonNull)
          ? new Event(event)
          : new Unreadable("an id is missing");
    } catch (JacksonException e) {
      return new Unreadable(e.getOriginalMessage());
    }
  }

  /// Jackson leaves what is missing null; without these nobody can be told anything.
  private static Stream<@Nullable Object> ids(ChatEvent event) {
    return switch (event) {
      case MessageStored e ->
          Stream.of(
              e.roomId(),
              e.messageId(),
              e.senderId(),
              e.borrowerId(),
              e.lenderId(),
              e.content(),
              e.sentAt());
      case ReadAdvanced e -> Stream.of(e.roomId(), e.userId(), e.borrowerId(), e.lenderId());
      case MessageRefused e -> Stream.of(e.roomId(), e.messageId(), e.senderId());
    };
  }
}
