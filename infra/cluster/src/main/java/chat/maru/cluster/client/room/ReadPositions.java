package chat.maru.cluster.client.room;

import java.util.HashMap;
import java.util.Map;

/// How far each member has read each room, as far as this client was told; numbers only grow (D8).
public final class ReadPositions {
  private final Map<String, Map<String, Long>> byRoom = new HashMap<>();

  /// @return whether that is news
  public boolean advance(String roomId, String userId, long seq) {
    if (seq <= of(roomId, userId)) {
      return false;
    }
    byRoom.computeIfAbsent(roomId, _ -> new HashMap<>()).put(userId, seq);
    return true;
  }

  /// 0 while nothing is known.
  public long of(String roomId, String userId) {
    return byRoom.getOrDefault(roomId, Map.of()).getOrDefault(userId, 0L);
  }
}
