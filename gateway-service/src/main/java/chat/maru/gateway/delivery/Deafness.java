package chat.maru.gateway.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/// Whether a connection that stands brings nothing any more, as when a network swallows packets and
/// tells nobody.
///
/// Counted in rounds, in each of which something is asked; a round counts for its own length at
/// most. So a node that stood still itself, and finds all answers waiting when it goes on, doesn't
/// blame the connection. Pure state over times of [System#nanoTime].
final class Deafness {
  static final Duration ROUND = Duration.ofSeconds(1);

  /// Four rounds, less what a timer may be early; by then the first question has waited for three.
  static final Duration LIMIT = Duration.ofMillis(3_800);

  @GuardedBy("this")
  private long roundAt;

  @GuardedBy("this")
  private long silence; // nanoseconds

  Deafness(long now) {
    roundAt = now;
  }

  synchronized void heard() {
    silence = 0;
  }

  /// The next round. Returns true when the connection is to be replaced; the new one gets as long.
  synchronized boolean isDeaf(long now) {
    silence += Math.min(now - roundAt, ROUND.toNanos());
    roundAt = now;
    if (silence < LIMIT.toNanos()) {
      return false;
    }
    silence = 0;
    return true;
  }
}
