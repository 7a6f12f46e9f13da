package chat.maru.chat.guess;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// A token bucket for each key. One that is full again is forgotten, so forgetting gives nobody
/// more; beyond the most the ones that are used least go early.
final class Allowances<K> {
  private final LoadingCache<K, Bucket> buckets;

  /// @param burst so many at once
  /// @param each then one in this time
  Allowances(int burst, Duration each, int most, Ticker ticker) {
    TimeMeter time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return ticker.read();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(each.multipliedBy(burst))
            .ticker(ticker)
            .build(_ ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(1, each))
                    .withCustomTimePrecision(time)
                    .build());
  }

  /// Takes one, or tells how long there will be none.
  Duration take(K key) {
    ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return Duration.ofNanos(probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill());
  }

  void giveBack(K key) {
    buckets.get(key).addTokens(1);
  }
}
