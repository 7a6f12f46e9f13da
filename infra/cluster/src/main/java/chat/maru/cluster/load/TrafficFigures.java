package chat.maru.cluster.load;

import java.util.Map;

/// What a step of traffic showed.
///
/// @param offered messages per second that were meant to be sent
/// @param measured messages that count
/// @param deliveredPerSecond what the other ends received while those were sent
/// @param lost acknowledged, but never received by the other end
/// @param repeated received twice or more by the other end's device
/// @param unacked never acknowledged
/// @param mishaps errors, gaps, closed connections by kind
/// @param cpuMicros per delivered message, of each server process with its children
/// @param generatorMicros the same of the process that sends and receives
public record TrafficFigures(
    int offered,
    int pairs,
    int body,
    int measured,
    double seconds,
    double deliveredPerSecond,
    Latency toAck,
    Latency toReceipt,
    long lost,
    long repeated,
    long unacked,
    Map<String, Long> mishaps,
    Map<String, Double> cpuMicros,
    double generatorMicros) {

  public boolean clean() {
    return lost == 0 && repeated == 0 && unacked == 0 && mishaps.isEmpty();
  }

  double cpuMicrosOfAll() {
    return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%n%d messages/s offered for %.0f s by %d pairs, %d characters each: %d messages, %.0f/s delivered%n%n"
            .formatted(offered, seconds, pairs, body, measured, deliveredPerSecond));
    table.append(
        "  ms from intended send      p50      p90      p99    p99.9      max%n".formatted());
    table.append(row("ack", toAck)).append(row("received by the other", toReceipt));
    table.append("%n".formatted()).append(blemishes());
    table.append("%n  CPU µs per delivered message%n".formatted());
    cpuMicros.forEach((name, cpu) -> table.append("    %-24s %8.0f%n".formatted(name, cpu)));
    return table
        .append("    %-24s %8.0f%n".formatted("all servers", cpuMicrosOfAll()))
        .append("    %-24s %8.0f%n".formatted("(generator)", generatorMicros))
        .toString();
  }

  public String blemishes() {
    return "  lost %d, repeated %d, unacked %d, mishaps %s%n"
        .formatted(lost, repeated, unacked, mishaps);
  }

  private static String row(String what, Latency latency) {
    return "  %-21s %8.2f %8.2f %8.2f %8.2f %8.2f%n"
        .formatted(
            what, latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max());
  }
}
