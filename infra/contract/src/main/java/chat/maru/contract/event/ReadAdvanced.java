package chat.maru.contract.event;

import java.util.UUID;

/// A member has read up to `seq`. Positions only move forward: of several, the greatest is true
/// (D8).
///
/// Storing one's own message reads up to it; that is said by [MessageStored] alone.
public record ReadAdvanced(UUID roomId, UUID userId, long seq, UUID borrowerId, UUID lenderId)
    implements ChatEvent {

  public static final String TYPE = "read.advanced";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String eventId() {
    return "read:" + roomId + ":" + userId + ":" + seq;
  }
}
