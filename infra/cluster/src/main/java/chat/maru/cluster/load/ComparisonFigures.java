package chat.maru.cluster.load;

import chat.maru.cluster.command.Figures;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What two clusters showed, round by round.
record ComparisonFigures(List<TrafficFigures> ones, List<TrafficFigures> others)
    implements Figures {

  @Override
  public boolean clean() {
    return ones.stream().allMatch(TrafficFigures::clean)
        && others.stream().allMatch(TrafficFigures::clean);
  }

  /// Medians and, of the differences within a round, also the extremes.
  @Override
  public String table() {
    StringBuilder table =
        new StringBuilder(
            "%n%d rounds, median%23s%10s%12s%n"
                .formatted(ones.size(), "cluster", "against", "difference"));
    ones.getFirst()
        .cpuMicros()
        .keySet()
        .forEach(name ->
            table.append(
                row(
                    "CPU µs per message, " + name,
                    run -> run.cpuMicros().getOrDefault(name, 0.0))));
    table.append(row("CPU µs per message, all", TrafficFigures::cpuMicrosOfAll));
    table.append(row("ack p50, ms", run -> run.toAck().p50()));
    table.append(row("ack p99, ms", run -> run.toAck().p99()));
    table.append(row("received p50, ms", run -> run.toReceipt().p50()));
    table.append(row("received p99, ms", run -> run.toReceipt().p99()));
    Stream.concat(ones.stream(), others.stream())
        .filter(run -> !run.clean())
        .forEach(run -> table.append(run.blemishes()));
    return table.toString();
  }

  private String row(String what, ToDoubleFunction<TrafficFigures> figure) {
    double[] differences =
        IntStream.range(0, ones.size())
            .mapToDouble(
                i -> figure.applyAsDouble(others.get(i)) - figure.applyAsDouble(ones.get(i)))
            .sorted()
            .toArray();
    return "  %-40s %8.2f  %8.2f  %+10.2f  (%+.2f to %+.2f)%n"
        .formatted(
            what,
            median(ones.stream().mapToDouble(figure).sorted().toArray()),
            median(others.stream().mapToDouble(figure).sorted().toArray()),
            median(differences),
            differences[0],
            differences[differences.length - 1]);
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
