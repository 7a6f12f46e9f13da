package chat.maru.cluster.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Open-loop time: event `n` is due at a moment that was fixed before the first one, whatever
/// became of the others. Who is late catches up at once, so that a stall of the cluster shows as
/// latency and not as less load.
public final class Pacer {
  private final long start;
  private final double nanosPerEvent;

  /// @param start of event 0, on [System#nanoTime]'s clock
  public Pacer(long start, double eventsPerSecond) {
    this.start = start;
    this.nanosPerEvent = Duration.ofSeconds(1).toNanos() / eventsPerSecond;
  }

  /// When event `n` is meant to happen.
  public long due(long n) {
    return start + (long) (n * nanosPerEvent);
  }

  /// Returns when event `n` is due, at once when it is overdue.
  ///
  /// @return when it was due
  public long await(long n) {
    long due = due(n);
    for (long wait; (wait = due - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(wait);
    }
    return due;
  }
}
