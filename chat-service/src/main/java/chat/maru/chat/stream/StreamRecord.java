package chat.maru.chat.stream;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a record of the public stream is to a consumer (D12).
public sealed interface StreamRecord {

  /// @param origin absent when the headers don't tell
  record Event(ChatEvent event, @Nullable Origin origin) implements StreamRecord {}

  /// A type that came later than this code: skipped.
  record Unknown() implements StreamRecord {}

  /// A known type whose value is not what its schema says.
  record Unreadable(String why) implements StreamRecord {}

  Set<String> KNOWN = Set.of(MessageStored.TYPE, ReadAdvanced.TYPE, MessageRefused.TYPE);

  static StreamRecord read(ConsumerRecord<String, byte[]> record) {
    if (header(record, EventHeaders.TYPE).filter(KNOWN::contains).isEmpty()) {
      return new Unknown();
    }
    byte @Nullable [] value = record.value();
    return value == null ? new Unreadable("no value") : parse(value, origin(record));
  }

  private static StreamRecord parse(byte[] value, @Nullable Origin origin) {
    try {
      ChatEvent event = ContractJson.mapper().readValue(value, ChatEvent.class);
      return event != null && ids(event).allMatch(Objects::nonNull)
          ? new Event(event, origin)
          : new Unreadable("an id is missing");
    } catch (JacksonException e) {
      return new Unreadable(e.getOriginalMessage());
    }
  }

  private static @Nullable Origin origin(ConsumerRecord<?, ?> record) {
    Instant accepted =
        header(record, EventHeaders.ACCEPTED_TIME).flatMap(StreamRecord::time).orElse(null);
    String traceparent = header(record, TraceContext.HEADER).orElse(null);
    return accepted == null && traceparent == null ? null : new Origin(accepted, traceparent);
  }

  private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /// A message is told whatever its headers say: they are for measuring alone.
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
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
