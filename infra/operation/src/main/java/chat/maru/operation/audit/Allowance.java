package chat.maru.operation.audit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// How many lines of one event may be written in a minute.
final class Allowance {
  private static final long MINUTE = 60_000_000_000L;

  private final int most;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private long began;

  @GuardedBy("this")
  private int written;

  @GuardedBy("this")
  private int leftOut;

  Allowance(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    began = nanoTime.getAsLong();
  }

  /// How many were left out since the last one that was written, or empty: so is this one.
  synchronized OptionalInt take() {
    long now = nanoTime.getAsLong();
    if (now - began >= MINUTE) {
      began = now;
      written = 0;
    }
    if (written >= most) {
      leftOut++;
      return OptionalInt.empty();
    }
    written++;
    int before = leftOut;
    leftOut = 0;
    return OptionalInt.of(before);
  }

  /// One that was given a place and found none.
  synchronized void lost() {
    leftOut++;
  }
}
