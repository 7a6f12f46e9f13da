package chat.maru.cluster.e2e;

import chat.maru.cluster.load.Pacer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what nobody tells: looks again and again, at a steady pace.
final class Looking {
  private static final int PER_SECOND = 50;

  private Looking() {}

  static void until(Duration patience, BooleanSupplier condition) {
    boolean _ =
        until(patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /// @return the first that there is
  static <T> T until(Duration patience, Supplier<Optional<T>> look) {
    long begin = System.nanoTime();
    Pacer pacer = new Pacer(begin, PER_SECOND);
    for (int looks = 1; ; looks++) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new AssertionError("not seen within " + patience);
      }
      long _ = pacer.await(looks);
    }
  }
}
