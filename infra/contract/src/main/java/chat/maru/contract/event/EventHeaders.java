package chat.maru.contract.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// The Kafka headers of an event: CloudEvents 1.0, binary content mode.
///
/// @param source names the service, as `/maru/persistence-service`
/// @see <a
///   href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
///   protocol binding</a>
public record EventHeaders(String id, String type, String source, Instant time) {

  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String CONTENT_TYPE = "content-type";

  /// An extension on the events that a [MessageAccepted] caused, repeats included: when the record
  /// behind this very event was accepted, RFC 3339. An event's own time is its `ce_time`.
  public static final String ACCEPTED_TIME = "ce_acceptedtime";

  private static final byte[] VERSION_1 = utf8("1.0");
  private static final byte[] JSON = utf8("application/json");

  public static EventHeaders of(InboundEvent event, String source, Instant time) {
    return new EventHeaders(event.eventId(), event.eventType(), source, time);
  }

  public static EventHeaders of(ChatEvent event, String source, Instant time) {
    return new EventHeaders(event.eventId(), event.eventType(), source, time);
  }

  /// Name and UTF-8 value of each header.
  public Map<String, byte[]> asMap() {
    return Map.of(
        SPEC_VERSION, VERSION_1,
        CONTENT_TYPE, JSON,
        ID, utf8(id),
        TYPE, utf8(type),
        SOURCE, utf8(source),
        TIME, utf8(time.toString()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
