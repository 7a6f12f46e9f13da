package chat.maru.cluster.growth;

import chat.maru.cluster.command.Figures;
import chat.maru.cluster.load.Latency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the steps of one run showed, each with more history than the one before.
record GrowthFigures(int rate, List<ReadFigures> steps) implements Figures {

  @Override
  public boolean clean() {
    return steps.stream().allMatch(ReadFigures::clean);
  }

  /// As Markdown, a column for each step.
  @Override
  public String table() {
    StringBuilder table =
        new StringBuilder(
            "%n%d requests/s; p50 / p99 / max in ms from the intended send%n%n".formatted(rate));
    row(table, "messages", step -> "%,d".formatted(step.extent().messages()));
    row(table, "---", _ -> "---:");
    row(table, "rooms", step -> "%,d".formatted(step.extent().rooms()));
    row(table, "users", step -> "%,d".formatted(step.extent().users()));
    row(table, "database, GB", step -> "%.1f".formatted(step.extent().bytes() / 1e9));
    for (Question question : Question.values()) {
      row(table, question.label, step -> text(step.latencies().get(question.label)));
    }
    steps
        .getFirst()
        .cpuMicros()
        .keySet()
        .forEach(process ->
            row(
                table,
                "CPU µs per request, " + process,
                step -> "%.0f".formatted(step.cpuMicros().getOrDefault(process, 0.0))));
    row(table, "requests that count", step -> "%,d".formatted(requests(step.latencies())));
    row(table, "failed", step -> step.failures().isEmpty() ? "0" : step.failures().toString());
    row(table, "messages that did not open", step -> Long.toString(step.unreadable()));
    return table.toString();
  }

  private void row(StringBuilder table, String name, Function<ReadFigures, String> figure) {
    table.append("| ").append(name).append(" |");
    steps.forEach(step -> table.append(' ').append(figure.apply(step)).append(" |"));
    table.append(System.lineSeparator());
  }

  private static String text(@Nullable Latency latency) {
    return latency == null
        ? "-"
        : "%.1f / %.1f / %.0f".formatted(latency.p50(), latency.p99(), latency.max());
  }

  private static long requests(Map<String, Latency> latencies) {
    return latencies.values().stream().mapToLong(Latency::count).sum();
  }
}
