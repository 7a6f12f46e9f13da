package chat.maru.cluster.client.api;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Asks again what a busy service refused (503, 429), not before it wants to be asked and for two
/// minutes at most. For those who prepare something and have nothing else to do meanwhile; a
/// [chat.maru.cluster.client.ChatClient] has repetitions of its own. Thread-safe.
///
/// A call without an answer is not repeated: it may have been carried out.
public final class Patience {
  private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long SPREAD_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier clock;
  private final Pause pause;
  private final Supplier<? extends RandomGenerator> random;

  public Patience() {
    this(System::nanoTime, TimeUnit.NANOSECONDS::sleep, ThreadLocalRandom::current);
  }

  /// @param clock in nanoseconds, as [System#nanoTime]
  /// @param random spreads those who were refused together
  Patience(LongSupplier clock, Pause pause, Supplier<? extends RandomGenerator> random) {
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /// @throws ApiException the last one, when it is no such refusal, the next try would come too
  ///   late or the thread was interrupted
  public <T> T ask(Supplier<T> call) {
    long start = clock.getAsLong();
    while (true) {
      try {
        return call.get();
      } catch (ApiException e) {
        long wait = ApiException.retryAfterNanos(e) + random.get().nextLong(1, SPREAD_NANOS);
        boolean late = clock.getAsLong() - start + wait > MOST_NANOS;
        if (!e.busy() || late || !paused(wait)) {
          throw e;
        }
      }
    }
  }

  private boolean paused(long nanos) {
    try {
      pause.of(nanos);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Lets time pass.
  interface Pause {
    void of(long nanos) throws InterruptedException;
  }
}
