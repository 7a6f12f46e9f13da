package chat.maru.gateway.presence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Lets one `typing` through per room and time. One session's; its frames come one at a time, so it
/// needs no lock. Bounded: who types in more rooms at once than anyone can is not passed on.
final class TypingLimit {
  private static final int MOST_ROOMS = 32;

  private final long pause;
  private final Map<UUID, Long> passedAt = new HashMap<>(2);

  TypingLimit(Duration pause) {
    this.pause = pause.toNanos();
  }

  boolean pass(UUID roomId, long now) {
    passedAt.values().removeIf(at -> now - at >= pause);
    if (passedAt.containsKey(roomId) || passedAt.size() >= MOST_ROOMS) {
      return false;
    }
    passedAt.put(roomId, now);
    return true;
  }
}
