package chat.maru.cluster.outage.audience;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// When things of one kind happened, in any order, on [System#nanoTime]'s clock.
public record Moments(List<Long> nanos) {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  public Moments between(long from, long to) {
    return new Moments(nanos.stream().filter(at -> at - from >= 0 && at - to < 0).toList());
  }

  public int count(long from, long to) {
    return between(from, to).nanos().size();
  }

  /// How many there were in the poorest whole second; 0 when there is none.
  public int fewestPerSecond(long from, long to) {
    int seconds = (int) ((to - from) / SECOND);
    return IntStream.range(0, seconds)
        .map(s -> count(from + s * SECOND, from + (s + 1) * SECOND))
        .min()
        .orElse(0);
  }

  /// The most within any span of one second, wherever it begins.
  public int mostPerSecond() {
    List<Long> sorted = nanos.stream().sorted().toList();
    int most = 0;
    int oldest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      while (sorted.get(i) - sorted.get(oldest) >= SECOND) {
        oldest++;
      }
      most = Math.max(most, i - oldest + 1);
    }
    return most;
  }
}
