package chat.maru.cluster.storm;

import chat.maru.cluster.command.Figures;
import chat.maru.cluster.load.Latency;
import java.util.List;
import java.util.Map;

/// How a message for each of many recipients reached all their devices.
///
/// @param devices of each recipient
record BurstFigures(int rooms, int devices, List<Wave> waves) implements Figures {

  /// @param toDevice milliseconds from a message's intended send time to each device
  /// @param lastSeconds from the first one's to the last device's copy of any
  /// @param lost copies that a device does not hold
  /// @param repeated copies that came twice
  /// @param mishaps what senders met and repeated, by kind
  /// @param cpuMicros of each process, for each message
  record Wave(
      Latency toDevice,
      double lastSeconds,
      long lost,
      long repeated,
      Map<String, Long> mishaps,
      Map<String, Double> cpuMicros) {}

  @Override
  public boolean clean() {
    return waves.stream().allMatch(wave -> wave.lost() == 0 && wave.repeated() == 0);
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append("%n%,d messages within 100 ms, %d devices each%n%n".formatted(rooms, devices));
    table.append(
        "| wave | to each device, ms | last device, s | lost, repeated | met and repeated |");
    table.append(" CPU µs per message |\n|---|---|---|---|---|---|\n");
    for (int i = 0; i < waves.size(); i++) {
      Wave wave = waves.get(i);
      table.append(
          "| %d | p50 %.0f, p99 %.0f | %.3f | %d, %d | %s | %s |%n"
              .formatted(
                  i + 1,
                  wave.toDevice().p50(),
                  wave.toDevice().p99(),
                  wave.lastSeconds(),
                  wave.lost(),
                  wave.repeated(),
                  wave.mishaps(),
                  CpuUse.text(wave.cpuMicros())));
    }
    return table.toString();
  }
}
