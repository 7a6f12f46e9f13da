package chat.maru.cluster.storm;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What went otherwise than hoped, by kind; clients repeat it. Safe for any thread.
final class Mishaps implements Client.Ear {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  @Override
  public void onRefused(String why) {
    counts.computeIfAbsent(why, _ -> new LongAdder()).increment();
  }

  /// Since the last call.
  Map<String, Long> take() {
    Map<String, Long> taken = new TreeMap<>();
    counts.forEach((why, count) -> {
      long some = count.sumThenReset();
      if (some > 0) {
        taken.put(why, some);
      }
    });
    return taken;
  }
}
