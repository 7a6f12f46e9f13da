package chat.maru.cluster.drain;

import chat.maru.cluster.command.Figures;
import java.util.List;
import java.util.function.Function;

/// What all rounds of a run showed.
///
/// @param lost accepted messages that are not stored
record DrainFigures(int messages, int rooms, boolean alone, long lost, List<DrainRound> rounds)
    implements Figures {

  @Override
  public boolean clean() {
    return lost == 0;
  }

  /// As Markdown, a column for each round.
  @Override
  public String table() {
    StringBuilder table =
        new StringBuilder(
            "%n%,d messages wait in %,d rooms%s%n%n"
                .formatted(messages, rooms, alone ? ", all other services frozen" : ""));
    table.append("| |").append(" |".repeat(rounds.size())).append(System.lineSeparator());
    row(table, "---", _ -> "---:");
    row(table, "rows/s", round -> "%,.0f".formatted(round.rowsPerSecond()));
    row(table, "first to last stored, s", round -> "%.1f".formatted(round.seconds()));
    row(table, "thaw to first, s", round -> "%.1f".formatted(round.secondsToFirst()));
    row(table, "first stored to all told, s", round -> "%.1f".formatted(round.secondsToTold()));
    row(table, "records of a batch", round -> "%.0f".formatted(round.batch()));
    rounds
        .getFirst()
        .cores()
        .keySet()
        .forEach(process ->
            row(
                table,
                process + ", cores (CPU µs per row)",
                round ->
                    "%.2f (%.0f)"
                        .formatted(
                            round.cores().getOrDefault(process, 0.0),
                            round.microsPerRow(process))));
    return table.append("%nnot stored: %d%n".formatted(lost)).toString();
  }

  private void row(StringBuilder table, String name, Function<DrainRound, String> figure) {
    table.append("| ").append(name).append(" |");
    rounds.forEach(round -> table.append(' ').append(figure.apply(round)).append(" |"));
    table.append(System.lineSeparator());
  }
}
