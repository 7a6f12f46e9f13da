package chat.maru.cluster.storm;

import chat.maru.cluster.command.Figures;
import chat.maru.cluster.load.Latency;
import chat.maru.cluster.load.TrafficFigures;
import java.util.Map;

/// How a crowd came back after its gateway was killed.
///
/// @param toWelcome milliseconds from the kill
/// @param toCaughtUp the same until each held all that had been accepted by then
/// @param away who did not come back
/// @param missed messages written from the kill on
/// @param lost copies of them that a device does not hold
record ReconnectFigures(
    int clients,
    Latency toWelcome,
    Latency toCaughtUp,
    int away,
    int missed,
    long lost,
    Circumstances circumstances)
    implements Figures {

  /// @param mishaps what clients met on the way and repeated, by kind
  /// @param cpuMicros of each process until all were back, for each of them, the pairs' traffic
  ///   included
  /// @param before the pairs' traffic before the kill
  /// @param during the same from the kill on
  record Circumstances(
      Map<String, Long> mishaps,
      Map<String, Double> cpuMicros,
      TrafficFigures before,
      TrafficFigures during) {}

  static ReconnectFigures of(Homecoming homecoming, Circumstances circumstances) {
    return new ReconnectFigures(
        homecoming.all().size(),
        homecoming.toWelcome(),
        homecoming.toCaughtUp(),
        homecoming.away(),
        homecoming.missed().size(),
        homecoming.lost(),
        circumstances);
  }

  @Override
  public boolean clean() {
    return away == 0
        && lost == 0
        && circumstances.during().lost() == 0
        && circumstances.during().repeated() == 0;
  }

  @Override
  public String table() {
    var before = circumstances.before();
    var during = circumstances.during();
    return """

    ### %,d clients lose their gateway

    | what | figure | promised |
    |---|---|---|
    | kill to welcome | %s | |
    | kill to caught up and complete | %s | 10 s |
    | not back | %d | 0 |
    | messages written to the absent; copies lost | %d; %d | 0 |
    | met on the way and repeated | %s | |
    | CPU µs for each, the pairs' traffic included | %s | |
    | %d pairs on the second gateway, %d messages/s, sent to received: before | %s | |
    | the same from the kill on | %s | |
    | sent to ack: before; from the kill on | %s; %s | |
    | their mishaps | %s | |
    """
        .formatted(
            clients,
            seconds(toWelcome),
            seconds(toCaughtUp),
            away,
            missed,
            lost,
            circumstances.mishaps(),
            CpuUse.text(circumstances.cpuMicros()),
            during.pairs(),
            during.offered(),
            seconds(before.toReceipt()),
            seconds(during.toReceipt()),
            seconds(before.toAck()),
            seconds(during.toAck()),
            during.blemishes().strip());
  }

  private static String seconds(Latency time) {
    return "p50 %.3f s, p99 %.3f s, max %.3f s"
        .formatted(time.p50() / 1000, time.p99() / 1000, time.max() / 1000);
  }
}
