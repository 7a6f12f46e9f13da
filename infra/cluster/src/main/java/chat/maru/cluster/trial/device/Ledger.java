package chat.maru.cluster.trial.device;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// What all devices of a run saw, in numbers. Safe for any thread; times are [System#nanoTime]'s.
public final class Ledger {
  private final Map<String, Long> acceptedAt = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final LongAdder sends = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder reconnects = new LongAdder();
  private final LongAdder resyncs = new LongAdder();
  private final LongAccumulator outage = new LongAccumulator(Long::max, 0);
  private final LongAccumulator delay = new LongAccumulator(Long::max, 0);

  void sent(int attempt) {
    (attempt == 1 ? sends : retries).increment();
  }

  /// @param waited from the first attempt to the answer
  void accepted(String messageId, long waited) {
    acceptedAt.putIfAbsent(messageId, System.nanoTime());
    outage.accumulate(waited);
  }

  void refused(String code) {
    refusals.computeIfAbsent(code, _ -> new LongAdder()).increment();
  }

  void reconnected() {
    reconnects.increment();
  }

  void resynced() {
    resyncs.increment();
  }

  /// A device has a message for the first time.
  ///
  /// @param connectedAt since when the device is connected: what was accepted before is late from
  ///   then on
  void reached(String messageId, long connectedAt) {
    Long accepted = acceptedAt.get(messageId);
    if (accepted != null) {
      delay.accumulate(System.nanoTime() - Math.max(accepted, connectedAt));
    }
  }

  /// Attempts so far, repeats included.
  public long sends() {
    return sends.sum() + retries.sum();
  }

  public boolean isAccepted(String messageId) {
    return acceptedAt.containsKey(messageId);
  }

  /// As it is now.
  public Totals totals() {
    Map<String, Long> byCode = new TreeMap<>();
    refusals.forEach((code, count) -> byCode.put(code, count.sum()));
    return new Totals(
        sends.sum(),
        acceptedAt.size(),
        retries.sum(),
        byCode,
        reconnects.sum(),
        resyncs.sum(),
        outage.get(),
        delay.get());
  }

  /// @param sends first attempts, by each device of its own
  /// @param accepted different messages
  /// @param retries attempts after the first
  /// @param outage longest time from a sender's first attempt to its answer, in nanoseconds
  /// @param delay longest time from acceptance to a connected device, in nanoseconds
  public record Totals(
      long sends,
      long accepted,
      long retries,
      Map<String, Long> refusals,
      long reconnects,
      long resyncs,
      long outage,
      long delay) {}
}
