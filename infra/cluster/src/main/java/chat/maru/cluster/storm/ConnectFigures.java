package chat.maru.cluster.storm;

import chat.maru.cluster.command.Figures;
import chat.maru.cluster.storm.Rush.Admission;
import java.util.List;
import java.util.Map;

/// What each wave of newcomers took.
///
/// @param atOnce handshakes under way at a time: where the gateway is the bottleneck, the time to
///   the welcome is their queue
record ConnectFigures(String gateway, int atOnce, List<Wave> waves) implements Figures {

  /// @param refused attempts that were refused or failed, by reason; all were repeated
  /// @param cpuMicros of each process, for each connection, up to the last welcome
  record Wave(Admission admission, Map<String, Long> refused, Map<String, Double> cpuMicros) {}

  @Override
  public boolean clean() {
    return true;
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append("%n%s, %d handshakes at once%n%n".formatted(gateway, atOnce));
    table.append(
        "| wave | accepted per second | connect to welcome, ms | refused | CPU µs each |\n");
    table.append("|---|---|---|---|---|\n");
    for (int i = 0; i < waves.size(); i++) {
      Wave wave = waves.get(i);
      var time = wave.admission().toWelcome();
      table.append(
          "| %d | %,.0f | p50 %.0f, p99 %.0f, max %.0f | %s | %s |%n"
              .formatted(
                  i + 1,
                  wave.admission().perSecond(),
                  time.p50(),
                  time.p99(),
                  time.max(),
                  wave.refused(),
                  CpuUse.text(wave.cpuMicros())));
    }
    return table.toString();
  }
}
