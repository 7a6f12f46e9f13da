package chat.maru.gateway.congestion;

import java.util.concurrent.atomic.LongAdder;

/// How many appends the log is given, and how long it takes to answer one, lately. Safe for any
/// thread.
public final class LogPace {
  private static final double SMOOTHING = 0.2;

  private final LongAdder appends = new LongAdder();
  private volatile double nanos; // written by the producer's thread

  /// One more is on its way.
  public void appending() {
    appends.increment();
  }

  /// An append was answered, for good or ill, after so many nanoseconds.
  public void answered(long took) {
    double before = nanos;
    nanos = before + SMOOTHING * (took - before);
  }

  /// Since the start.
  public long appends() {
    return appends.sum();
  }

  /// A moving average; 0 before the first answer.
  public long nanos() {
    return (long) nanos;
  }
}
