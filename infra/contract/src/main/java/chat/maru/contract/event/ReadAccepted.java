package chat.maru.contract.event;

import java.time.Instant;
import java.util.UUID;

/// A member says that they have read up to `seq`; the database caps it at the head (D8).
public record ReadAccepted(UUID roomId, UUID userId, long seq, Instant acceptedAt)
    implements InboundEvent {

  public static final String TYPE = "read.accepted";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String eventId() {
    return "read-accepted:" + roomId + ":" + userId + ":" + seq;
  }
}
