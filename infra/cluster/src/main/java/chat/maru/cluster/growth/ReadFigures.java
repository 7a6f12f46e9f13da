package chat.maru.cluster.growth;

import chat.maru.cluster.load.Latency;
import java.util.Map;

/// What one step showed.
///
/// @param latencies by [Question]
/// @param failures by question and status
/// @param unreadable messages that chat-service could not open
/// @param cpuMicros for each request, of each server process
record ReadFigures(
    Extent extent,
    Map<String, Latency> latencies,
    Map<String, Long> failures,
    long unreadable,
    Map<String, Double> cpuMicros) {

  boolean clean() {
    return failures.isEmpty() && unreadable == 0;
  }
}
