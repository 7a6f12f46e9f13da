package chat.maru.gateway.intake;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/// One session's reads: one per room is under way, and of those that come meanwhile the greatest is
/// kept (D8).
final class ReadLanes {
  private static final long NONE = 0;

  private final int mostRooms;

  @GuardedBy("this")
  private final Map<UUID, Long> greatestWaiting = new HashMap<>(2);

  ReadLanes(int mostRooms) {
    this.mostRooms = mostRooms;
  }

  enum Admission {
    START,
    MERGED,
    TOO_MANY
  }

  synchronized Admission admit(UUID roomId, long seq) {
    if (greatestWaiting.computeIfPresent(roomId, (_, old) -> Math.max(old, seq)) != null) {
      return Admission.MERGED;
    }
    if (greatestWaiting.size() >= mostRooms) {
      return Admission.TOO_MANY;
    }
    greatestWaiting.put(roomId, NONE);
    return Admission.START;
  }

  /// The read that was under way is answered; starts the next one if it says more.
  synchronized OptionalLong next(UUID roomId, long answered) {
    Long waiting = greatestWaiting.remove(roomId);
    if (waiting == null || waiting <= answered) {
      return OptionalLong.empty();
    }
    greatestWaiting.put(roomId, NONE);
    return OptionalLong.of(waiting);
  }
}
