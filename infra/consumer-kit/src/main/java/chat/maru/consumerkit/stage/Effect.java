package chat.maru.consumerkit.stage;

/// One line of what a consumer tells: the effect of this message is durable.
///
/// @param eventId the `ce_id` that it came with
/// @param roomId as the value has it
/// @param seq as the value has it
public record Effect(String eventId, String roomId, long seq) {

  @Override
  public String toString() {
    return "%s (room %s, seq %d)".formatted(eventId, roomId, seq);
  }
}
