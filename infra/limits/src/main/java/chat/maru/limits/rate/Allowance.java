package chat.maru.limits.rate;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One token bucket. Thread-safe, without locks; never waits.
public final class Allowance {
  private final @Nullable Bucket bucket; // none without a limit

  public Allowance(Rate rate) {
    this(rate, System::nanoTime);
  }

  /// @param clock nanoseconds that only grow
  public Allowance(Rate rate, LongSupplier clock) {
    this.bucket = rate.isOff() ? null : bucket(rate, clock);
  }

  /// Takes so many, or nothing when there are fewer.
  public boolean take(long tokens) {
    return bucket == null || bucket.tryConsume(tokens);
  }

  /// Undoes the taking of one.
  void giveBack() {
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  /// Nanoseconds until one can be taken, at least 1.
  public long untilNext() {
    return bucket == null
        ? 1
        : Math.max(1, bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private static Bucket bucket(Rate rate, LongSupplier clock) {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.times(), rate.period())
                .build())
        .withCustomTimePrecision(new Nanos(clock))
        .build();
  }

  private record Nanos(LongSupplier clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
