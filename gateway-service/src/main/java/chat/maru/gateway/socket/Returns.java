package chat.maru.gateway.socket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When the sessions of a draining node are to come back (D10): spread evenly, so that the other
/// nodes never welcome more than a thousand of them in a second. Each session has its own slice of
/// the time and a random moment in it. Belongs to one thread.
final class Returns {
  private static final int MOST_PER_SECOND = 1_000;

  private final int sessions;
  private final long spreadMillis;
  private final RandomGenerator random;
  private int told;

  /// @param sessions that are there; those that come on top have slices beside the first ones
  /// @param least time over which even a few sessions are spread
  Returns(int sessions, Duration least, RandomGenerator random) {
    this.sessions = Math.max(1, sessions);
    this.spreadMillis = Math.max(least.toMillis(), sessions * 1_000L / MOST_PER_SECOND);
    this.random = random;
  }

  /// For the next session, from now.
  long nextMillis() {
    double place = told++ % sessions + random.nextDouble();
    return (long) (place * spreadMillis / sessions);
  }
}
