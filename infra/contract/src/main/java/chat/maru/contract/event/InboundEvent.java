package chat.maru.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/// What a gateway accepted, unnumbered; it may repeat (topic `chat.inbound.v1`, key = room id).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MessageAccepted.class, name = MessageAccepted.TYPE),
  @JsonSubTypes.Type(value = ReadAccepted.class, name = ReadAccepted.TYPE)
})
public sealed interface InboundEvent permits MessageAccepted, ReadAccepted {

  UUID roomId();

  /// The CloudEvents `type`; the value's `type` field says the same.
  String eventType();

  /// The CloudEvents `id`; the same at every repeat.
  String eventId();
}
