package chat.maru.cluster.client.room;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Doubles from `first` to `most`, each time with full jitter: a crowd that lost one node does not
/// come back as a crowd.
public final class Backoff {
  private final long firstNanos;
  private final long mostNanos;
  private final RandomGenerator random;
  private int attempt;

  public Backoff(Duration first, Duration most, RandomGenerator random) {
    this.firstNanos = first.toNanos();
    this.mostNanos = most.toNanos();
    this.random = random;
  }

  public long nextNanos() {
    long ceiling = Math.min(mostNanos, firstNanos << Math.min(attempt++, 16));
    return 1 + (long) (random.nextDouble() * ceiling);
  }

  public void reset() {
    attempt = 0;
  }
}
