package chat.maru.cluster.trial.device;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Up to where a device has each room. Numbers beyond a hole are remembered until it is filled.
final class Reached {
  private final Map<String, Long> heads; // any thread reads
  private final Map<String, TreeSet<Long>> beyond = new HashMap<>();

  Reached(Map<String, Long> before) {
    heads = new ConcurrentHashMap<>(before);
  }

  /// @return whether the number is new
  boolean add(String roomId, long seq) {
    long head = heads.getOrDefault(roomId, 0L);
    if (seq <= head) {
      return false;
    }
    TreeSet<Long> waiting = beyond.computeIfAbsent(roomId, _ -> new TreeSet<>());
    boolean fresh = waiting.add(seq);
    while (waiting.remove(head + 1)) {
      head++;
    }
    heads.put(roomId, head);
    if (waiting.isEmpty()) {
      beyond.remove(roomId);
    }
    return fresh;
  }

  boolean hasHole() {
    return !beyond.isEmpty();
  }

  Map<String, Long> heads() {
    return Map.copyOf(heads);
  }
}
