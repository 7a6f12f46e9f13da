package chat.maru.cluster.outage.audience;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// How long things of one kind took.
public record Durations(List<Duration> all) {

  public Durations {
    all = all.stream().sorted().toList();
  }

  /// The smallest that `percent` of them don't exceed; zero when there are none.
  public Duration percentile(double percent) {
    int rank = (int) Math.ceil(all.size() * percent / 100);
    return all.isEmpty() ? Duration.ZERO : all.get(Math.max(1, rank) - 1);
  }

  public Duration longest() {
    return all.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /// For a table's cell.
  @Override
  public String toString() {
    return all.isEmpty()
        ? "none"
        : "p50 %s, p99 %s, max %s (%d)"
            .formatted(text(percentile(50)), text(percentile(99)), text(longest()), all.size());
  }

  public static String text(Duration time) {
    return "%.3f s".formatted(time.toNanos() / 1e9);
  }
}
