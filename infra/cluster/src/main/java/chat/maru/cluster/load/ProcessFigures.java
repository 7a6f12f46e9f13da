package chat.maru.cluster.load;

import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What the kernel says about the cluster's processes (proc(5), Linux only).
public final class ProcessFigures {
  /// `USER_HZ` is 100 on every Linux that Java runs on.
  private static final long MICROS_PER_TICK = 10_000;

  private static final int USER_TIME = 11; // field 14, counted behind the name in brackets

  private ProcessFigures() {}

  /// Name and pid of each server process, the generator not among them.
  public static Map<String, Long> pids(ClusterState state) {
    Map<String, Long> pids = new LinkedHashMap<>();
    state.gateways().forEach(node -> pids.put(node.name(), node.pid()));
    state.chatServices().forEach(node -> pids.put(node.name(), node.pid()));
    state.persistenceServices().forEach(node -> pids.put(node.name(), node.pid()));
    pids.put("kafka", state.kafka().pid());
    pids.put("redis", state.redis().pid());
    pids.put("postgres", state.postgres().pid());
    return pids;
  }

  /// CPU time so far in microseconds, of each process with its children, the dead ones included.
  public static Map<String, Long> cpuMicros(Map<String, Long> pids) {
    Map<String, Long> cpu = new LinkedHashMap<>();
    pids.forEach((name, pid) -> cpu.put(name, cpuMicrosOfTree(pid)));
    return cpu;
  }

  /// Proportional share of memory, in bytes.
  public static long pssBytes(long pid) {
    return read(Path.of("/proc/" + pid + "/smaps_rollup"))
            .lines()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * 1024;
  }

  private static long cpuMicrosOfTree(long pid) {
    Stream<ProcessHandle> descendants =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
    return ticks(pid) * MICROS_PER_TICK
        + descendants.mapToLong(child -> ticks(child.pid())).sum() * MICROS_PER_TICK;
  }

  /// User and system time, its own and that of children that ended.
  private static long ticks(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = read(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (int i = USER_TIME; i < USER_TIME + 4; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
