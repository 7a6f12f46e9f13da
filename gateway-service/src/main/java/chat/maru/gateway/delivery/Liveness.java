package chat.maru.gateway.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this node's subscription is known to work (D5): numbered pings go out to the own channel
/// and must come back, every one, in time.
///
/// Pure state over times of [System#nanoTime]. After a break the next ping that comes back proves
/// the subscription again; what may have been missed until then must be made good first.
final class Liveness {
  static final Duration LATE = Duration.ofSeconds(2);

  @GuardedBy("this")
  private long sent;

  @GuardedBy("this")
  private long echoed;

  @GuardedBy("this")
  private long echoedAt;

  @GuardedBy("this")
  private @Nullable Break broken = Break.START; // the first cause of the break that lasts

  Liveness(long now) {
    echoedAt = now;
  }

  /// The number of the next ping.
  synchronized long next(long now) {
    if (isSilent(now)) {
      interrupted(Break.SILENCE);
    }
    return ++sent;
  }

  /// A ping came back: the subscription works. Returns why there was a break before, whose cost is
  /// to be made good now; when that fails, [#interrupted] brings it up again.
  synchronized Optional<Break> echo(long number, long now) {
    if (isSilent(now)) {
      interrupted(Break.SILENCE);
    } else if (number != echoed + 1) {
      interrupted(Break.LOSS);
    }
    var repair = Optional.ofNullable(broken);
    echoed = number;
    echoedAt = now;
    broken = null;
    return repair;
  }

  /// Something happened after which messages may be missing.
  synchronized void interrupted(Break cause) {
    if (broken == null) {
      broken = cause;
    }
  }

  /// Whether a session opened now misses nothing.
  synchronized boolean isAlive() {
    return broken == null;
  }

  /// How long nothing has come back.
  synchronized Duration silence(long now) {
    return Duration.ofNanos(now - echoedAt);
  }

  @GuardedBy("this")
  private boolean isSilent(long now) {
    return now - echoedAt > LATE.toNanos();
  }
}
