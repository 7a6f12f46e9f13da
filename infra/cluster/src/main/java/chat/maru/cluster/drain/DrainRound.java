package chat.maru.cluster.drain;

import java.util.Map;

/// What one round showed. Rates count from the first commit after the thaw that was seen, which
/// happens every 20 ms, to the last.
///
/// @param rows that were stored between the two
/// @param secondsToFirst from the thaw to the first of them: the consumers join their group again
/// @param seconds from the first to the last
/// @param batch records of a batch, on average
/// @param secondsToTold from the first stored to all passed on by fan-out; after the thaw of
///   chat-service if that was frozen
/// @param cores that each process kept busy from the first to the last
record DrainRound(
    long rows,
    double secondsToFirst,
    double seconds,
    double batch,
    double secondsToTold,
    Map<String, Double> cores) {

  double rowsPerSecond() {
    return rows / seconds;
  }

  double microsPerRow(String process) {
    return cores.getOrDefault(process, 0.0) * 1e6 / rowsPerSecond();
  }
}
