package chat.maru.cluster.outage;

import chat.maru.cluster.outage.Outcome.Row;
import chat.maru.cluster.outage.audience.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What others notice of somebody's doings: five rounds of two halves, without and with, which take
/// turns in being the first, so that what drifts on the machine meets both.
final class InTurns {
  private static final int ROUNDS = 5;

  private InTurns() {}

  /// @param half others' delays while the doings go on or don't
  static List<Row> compare(String without, String with, Function<Boolean, Durations> half) {
    List<Row> rows = new ArrayList<>();
    List<Double> changes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      boolean withFirst = round % 2 != 0;
      Durations one = half.apply(withFirst);
      Durations other = half.apply(!withFirst);
      Durations calm = withFirst ? other : one;
      Durations hurt = withFirst ? one : other;
      changes.add(percentOf(calm, hurt) - 100);
      rows.add(new Row("round %d, %s".formatted(round + 1, without), calm));
      rows.add(new Row("round %d, %s".formatted(round + 1, with), hurt));
    }
    List<Double> sorted = changes.stream().sorted().toList();
    String figure =
        "median %+.0f %% (%+.0f to %+.0f)"
            .formatted(sorted.get(ROUNDS / 2), sorted.getFirst(), sorted.getLast());
    rows.add(new Row("others' p99, change", figure, "<= +10 %"));
    return rows;
  }

  private static double percentOf(Durations whole, Durations part) {
    return 100.0 * part.percentile(99).toNanos() / Math.max(1, whole.percentile(99).toNanos());
  }
}
