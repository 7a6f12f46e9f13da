package chat.maru.consumerkit.stage;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// For how long something has been the same.
final class Standstill {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private @Nullable Object last;
  private long since = System.nanoTime();

  /// What it is now; returns whether it has changed.
  boolean see(Object now) {
    if (Objects.equals(now, last)) {
      return false;
    }
    last = now;
    since = System.nanoTime();
    return true;
  }

  boolean lasts(Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  /// Before the next look.
  static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.interrupted()) {
      throw UnavailableException.interrupted(new InterruptedException());
    }
  }
}
