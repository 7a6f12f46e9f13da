package chat.maru.testkit.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Tries many seeds on one property: nothing may be thrown, no input may take longer than its size
/// allows, and what lives on the heap afterwards must not have grown.
///
/// `-Dfuzz.inputs=N` and `-Dfuzz.seed=S` make it another run; both are printed.
///
/// @param name for what is printed
/// @param inputs how many if nothing is set
public record Hunt(String name, int inputs) {
  private static final long SEED = 20_261_126;
  private static final int LONGEST_SEED = 96;
  private static final int MOST_GROWTH = 16 * 1024 * 1024;
  private static final long SLOW = 50_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public void run(Consumer<byte[]> property) {
    int most = Integer.getInteger("fuzz.inputs", inputs);
    long seed = Long.getLong("fuzz.seed", SEED);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long began = System.nanoTime();
    long before = 0;
    for (int i = 0; i < most; i++) {
      if (i == most / 10) {
        before = live();
      }
      byte[] input = new byte[1 + random.nextInt(LONGEST_SEED)];
      random.nextBytes(input);
      tryOne(property, input);
    }
    long growth = live() - before;
    System.out.printf(
        "%s: %,d inputs of seed %d in %.1f s, live heap %+d KiB%n",
        name, most, seed, (System.nanoTime() - began) / 1e9, growth / 1024);
    if (growth > MOST_GROWTH) {
      throw new AssertionError(name + ": live heap grew by " + growth + " bytes");
    }
  }

  private void tryOne(Consumer<byte[]> property, byte[] input) {
    try {
      if (cpuTime(property, input) > SLOW) {
        quickThen(property, input);
      }
    } catch (Throwable e) {
      throw new AssertionError(name + ": seed bytes " + HexFormat.of().formatHex(input), e);
    }
  }

  /// A collector or a compiler may have come between: slow is what is slow three times more.
  private static void quickThen(Consumer<byte[]> property, byte[] input) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      best = Math.min(best, cpuTime(property, input));
    }
    if (best > SLOW) {
      throw new AssertionError("takes " + best / 1_000_000 + " ms of CPU time");
    }
  }

  private static long cpuTime(Consumer<byte[]> property, byte[] input) {
    long began = THREADS.getCurrentThreadCpuTime();
    property.accept(input);
    return THREADS.getCurrentThreadCpuTime() - began;
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
