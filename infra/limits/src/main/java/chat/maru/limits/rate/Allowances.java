package chat.maru.limits.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Token buckets by whom they limit. An allowance is forgotten when it is full again, so forgetting
/// gives nobody more; beyond [#MOST] the ones that are used least go early, which bounds memory and
/// at worst lets one through.
///
/// Each node counts for itself: with N nodes one user can spend N times as much.
public final class Allowances<K> {
  private static final int MOST = 200_000;
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final Rate rate;
  private final LongSupplier clock;
  private final Cache<K, Allowance> byKey;

  public Allowances(Rate rate) {
    this(rate, System::nanoTime, MOST);
  }

  /// @param clock nanoseconds that only grow
  public Allowances(Rate rate, LongSupplier clock) {
    this(rate, clock, MOST);
  }

  Allowances(Rate rate, LongSupplier clock, int most) {
    Duration untilFull = rate.untilFull();
    this.rate = rate;
    this.clock = clock;
    this.byKey =
        Caffeine.newBuilder()
            .executor(Runnable::run) // upkeep costs less than to wake a thread for it
            .maximumSize(most)
            .expireAfterAccess(untilFull.compareTo(LEAST) > 0 ? untilFull : LEAST)
            .ticker(clock::getAsLong)
            .build();
  }

  /// Takes one: 0, or the nanoseconds until there will be one. Never waits.
  public long take(K key) {
    if (rate.isOff()) {
      return 0;
    }
    Allowance allowance = byKey.get(key, _ -> new Allowance(rate, clock));
    return allowance.take(1) ? 0 : allowance.untilNext();
  }

  /// Undoes a taking, of what turned out not to count.
  public void giveBack(K key) {
    Allowance allowance = byKey.getIfPresent(key);
    if (allowance != null) {
      allowance.giveBack();
    }
  }

  /// How many are known; for tests.
  long size() {
    byKey.cleanUp();
    return byKey.estimatedSize();
  }
}
