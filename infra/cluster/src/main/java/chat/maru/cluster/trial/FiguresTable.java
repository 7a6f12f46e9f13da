package chat.maru.cluster.trial;

import static java.util.stream.Collectors.joining;

import chat.maru.cluster.history.judge.Guarantee;
import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.judge.View;
import chat.maru.cluster.trial.device.Ledger.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What rounds showed, summed, in Markdown.
final class FiguresTable {
  private final List<RoundFigures> rounds;
  private final StringBuilder table = new StringBuilder();

  private FiguresTable(List<RoundFigures> rounds) {
    this.rounds = rounds;
  }

  static String of(List<RoundFigures> rounds) {
    FiguresTable figures = new FiguresTable(rounds);
    figures.traffic();
    figures.faults();
    figures.guarantees();
    figures.unsettled();
    return figures.table.toString();
  }

  private void traffic() {
    row("what", "figure");
    row("---", "---");
    row("seeds", rounds.stream().map(round -> Long.toString(round.seed())).collect(joining(", ")));
    row("messages offered", number(sum(RoundFigures::offered)));
    row("accepted", number(total(Totals::accepted)));
    row("first attempts, repeats on purpose included", number(total(Totals::sends)));
    row("further attempts", number(total(Totals::retries)));
    row("refusals", refusals());
    row("reconnects", number(total(Totals::reconnects)));
    row("`resync`s told", number(total(Totals::resyncs)));
    row("longest wait of a sender for its answer", seconds(most(Totals::outage)));
    row("longest way from `ack` to a connected device", seconds(most(Totals::delay)));
    row("faults", number(sum(round -> round.faults().size())));
    table.append('\n');
  }

  private void faults() {
    Map<String, long[]> byKind = new TreeMap<>();
    rounds.stream()
        .flatMap(round -> round.faults().stream())
        .forEach(suffered -> {
          var fault = suffered.planned().fault();
          long[] counts =
              byKind.computeIfAbsent(
                  fault.target().label() + " | " + fault.what(), _ -> new long[2]);
          counts[0]++;
          counts[1] += suffered.sends() > 0 ? 1 : 0;
        });
    if (!byKind.isEmpty()) {
      row("target", "fault", "times", "with sends meanwhile");
      row("---", "---", "---:", "---:");
      byKind.forEach((kind, counts) -> row(kind, number(counts[0]), number(counts[1])));
      table.append('\n');
    }
  }

  private void guarantees() {
    row("guarantee", "database", "frames", "screens", "stream");
    row("---", "---", "---", "---", "---");
    for (Guarantee guarantee : Guarantee.values()) {
      row(
          guarantee + " " + guarantee.words(),
          cell(guarantee, View.DATABASE),
          cell(guarantee, View.FRAMES),
          cell(guarantee, View.SCREENS),
          cell(guarantee, View.STREAM));
    }
  }

  private void unsettled() {
    for (RoundFigures round : rounds) {
      for (String line : round.unsettled()) {
        table.append("\nseed %d, not at rest: %s\n".formatted(round.seed(), line));
      }
    }
  }

  private String cell(Guarantee guarantee, View view) {
    if (!guarantee.views().contains(view)) {
      return "";
    }
    long checks = 0;
    long offences = 0;
    long untold = 0;
    for (RoundFigures round : rounds) {
      if (!round.report().judged(guarantee)) {
        untold++;
        continue;
      }
      switch (round.report().verdict(guarantee, view)) {
        case Verdict.Holds(long more) -> checks += more;
        case Verdict.Violated(long more, long found, _) -> {
          checks += more;
          offences += found;
        }
        case Verdict.Inconclusive _ -> untold++;
      }
    }
    return "%s checks, %s"
            .formatted(
                number(checks),
                offences == 0 ? "none violated" : "**%d violated**".formatted(offences))
        + (untold == 0 ? "" : ", inconclusive in %d rounds".formatted(untold));
  }

  private String refusals() {
    Map<String, Long> byCode = new TreeMap<>();
    rounds.forEach(round ->
        round.totals().refusals().forEach((code, count) -> byCode.merge(code, count, Long::sum)));
    return byCode.isEmpty()
        ? "0"
        : byCode.entrySet().stream()
            .map(code -> "`%s` %s".formatted(code.getKey(), number(code.getValue())))
            .collect(joining(", "));
  }

  private long total(ToLongFunction<Totals> figure) {
    return sum(round -> figure.applyAsLong(round.totals()));
  }

  private long sum(ToLongFunction<RoundFigures> figure) {
    return rounds.stream().mapToLong(figure).sum();
  }

  private long most(ToLongFunction<Totals> figure) {
    return rounds.stream().map(RoundFigures::totals).mapToLong(figure).max().orElse(0);
  }

  private void row(String... cells) {
    table.append(Stream.of(cells).collect(joining(" | ", "| ", " |\n")));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
