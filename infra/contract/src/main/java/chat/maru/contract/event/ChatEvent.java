package chat.maru.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/// What the database decided: the public stream `chat.messages.v1`, key = room id.
///
/// Consumers get every event at least once and in order per room; a repeat carries the same ids
/// (D12). A consumer that meets a type it does not know skips the record.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MessageStored.class, name = MessageStored.TYPE),
  @JsonSubTypes.Type(value = ReadAdvanced.class, name = ReadAdvanced.TYPE),
  @JsonSubTypes.Type(value = MessageRefused.class, name = MessageRefused.TYPE)
})
public sealed interface ChatEvent permits MessageStored, ReadAdvanced, MessageRefused {

  UUID roomId();

  /// The CloudEvents `type`; the value's `type` field says the same.
  String eventType();

  /// The CloudEvents `id`; the same at every repeat.
  String eventId();
}
