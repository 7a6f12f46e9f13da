package chat.maru.gateway.congestion;

/// How long the log takes to answer an append, lately. Written by the producer's thread, read by
/// any.
public final class LogPace {
  private static final double SMOOTHING = 0.2;

  private volatile double nanos;

  /// An append was answered, for good or ill, after so many nanoseconds.
  public void answered(long took) {
    double before = nanos;
    nanos = before + SMOOTHING * (took - before);
  }

  /// A moving average; 0 before the first answer.
  public long nanos() {
    return (long) nanos;
  }
}
