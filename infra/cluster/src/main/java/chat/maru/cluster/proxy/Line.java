package chat.maru.cluster.proxy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;

/// What all connections of a proxy suffer now. Thread-safe.
final class Line {
  private final Object lock = new Object();

  @GuardedBy("lock")
  private Disturbance now = Disturbance.None.NONE;

  void suffer(Disturbance disturbance) {
    synchronized (lock) {
      now = disturbance;
      lock.notifyAll();
    }
  }

  /// When what arrives now is to go on, by [System#nanoTime()].
  long due() {
    synchronized (lock) {
      long delay = now instanceof Disturbance.Delay(var by) ? by.toNanos() : 0;
      return System.nanoTime() + delay;
    }
  }

  /// Waits for that time, and as long as nothing passes. Returns whether what waited goes on; if it
  /// is lost instead, `loss` runs before the disturbance ends.
  boolean passes(Direction direction, long due, Runnable loss) throws InterruptedException {
    synchronized (lock) {
      while (true) {
        long early = due - System.nanoTime();
        if (now instanceof Disturbance.HalfOpen) {
          lock.wait();
        } else if (early > 0) {
          // At least a millisecond, as a wait of none has no end.
          lock.wait(TimeUnit.NANOSECONDS.toMillis(early) + 1);
        } else if (now instanceof Disturbance.Swallow(var lost) && lost == direction) {
          loss.run();
          return false;
        } else {
          return true;
        }
      }
    }
  }
}
