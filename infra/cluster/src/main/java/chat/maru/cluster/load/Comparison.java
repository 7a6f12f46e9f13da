package chat.maru.cluster.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Measures two clusters in turns, so that both see the same machine, and lets them take turns in
/// being the first.
final class Comparison {
  private Comparison() {}

  static ComparisonFigures of(
      int rounds, Supplier<TrafficFigures> one, Supplier<TrafficFigures> other) {
    List<TrafficFigures> ones = new ArrayList<>();
    List<TrafficFigures> others = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      System.out.printf("Round %d of %d%n", round + 1, rounds);
      if (round % 2 == 0) {
        ones.add(one.get());
        others.add(other.get());
      } else {
        others.add(other.get());
        ones.add(one.get());
      }
    }
    return new ComparisonFigures(ones, others);
  }
}
