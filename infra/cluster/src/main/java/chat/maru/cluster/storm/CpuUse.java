package chat.maru.cluster.storm;

import chat.maru.cluster.load.ProcessFigures;
import chat.maru.cluster.state.ClusterState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// CPU time of the cluster's processes and of this one since a moment, shared out to what they did.
final class CpuUse {
  private static final String GENERATOR = "generator";

  private final Map<String, Long> pids;
  private final Map<String, Long> before;

  private CpuUse(Map<String, Long> pids) {
    this.pids = pids;
    this.before = ProcessFigures.cpuMicros(pids);
  }

  static CpuUse fromNow(ClusterState state) {
    Map<String, Long> pids = new LinkedHashMap<>(ProcessFigures.pids(state));
    pids.put(GENERATOR, ProcessHandle.current().pid());
    return new CpuUse(pids);
  }

  /// Microseconds for each of so many, by process; of one that died meanwhile nothing is known.
  Map<String, Double> microsEach(int things) {
    Map<String, Double> each = new TreeMap<>();
    ProcessFigures.cpuMicros(pids)
        .forEach((name, now) -> {
          long used = now - before.getOrDefault(name, 0L);
          if (used >= 0) {
            each.put(name, used / (double) things);
          }
        });
    return each;
  }

  /// For a table's cell.
  static String text(Map<String, Double> each) {
    return each.entrySet().stream()
        .map(entry -> "%s %,.0f".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
