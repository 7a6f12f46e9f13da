package chat.maru.cluster.history;

import chat.maru.cluster.history.judge.Guarantee;
import chat.maru.cluster.history.judge.Judgement;
import chat.maru.cluster.history.judge.Offence;
import chat.maru.cluster.history.judge.Verdict;
import chat.maru.cluster.history.judge.View;
import java.util.List;
import java.util.stream.Collectors;

/// What the checker found.
///
/// @param notes what was left out of the reading
public record Report(List<Judgement> judgements, List<String> notes) {
  private static final String ROW = "%-28s %-26s %-26s %-26s %s%n";

  /// @throws IllegalArgumentException when it was not judged
  public Verdict verdict(Guarantee guarantee) {
    return judgement(guarantee).verdict();
  }

  /// @throws IllegalArgumentException when it was not judged, or does not show in that view
  public Verdict verdict(Guarantee guarantee, View view) {
    Verdict verdict = judgement(guarantee).verdicts().get(view);
    if (verdict == null) {
      throw new IllegalArgumentException(
          "%s of %s (expected: one of %s)".formatted(view, guarantee, guarantee.views()));
    }
    return verdict;
  }

  /// Whether the run was asked about it.
  public boolean judged(Guarantee guarantee) {
    return judgements.stream().anyMatch(one -> one.guarantee() == guarantee);
  }

  /// Those that the run violated.
  public List<Guarantee> violated() {
    return judgements.stream()
        .filter(judgement -> judgement.verdict() instanceof Verdict.Violated)
        .map(Judgement::guarantee)
        .toList();
  }

  public boolean allHold() {
    return judgements.stream().allMatch(one -> one.verdict() instanceof Verdict.Holds);
  }

  /// One line per guarantee, then what was violated or could not be told, then the notes.
  public String table() {
    StringBuilder table =
        new StringBuilder(ROW.formatted("", "database", "frames", "screens", "stream"));
    for (Judgement judgement : judgements) {
      table.append(
          ROW.formatted(
              name(judgement.guarantee()),
              cell(judgement, View.DATABASE),
              cell(judgement, View.FRAMES),
              cell(judgement, View.SCREENS),
              cell(judgement, View.STREAM)));
    }
    for (Judgement judgement : judgements) {
      judgement
          .verdicts()
          .forEach((view, verdict) ->
              table.append(explained(name(judgement.guarantee()), view, verdict)));
    }
    notes.forEach(note -> table.append("note: ").append(note).append('\n'));
    return table.toString();
  }

  private Judgement judgement(Guarantee guarantee) {
    return judgements.stream()
        .filter(one -> one.guarantee() == guarantee)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(guarantee + " (expected: one that was judged)"));
  }

  private static String name(Guarantee guarantee) {
    return guarantee + " " + guarantee.words();
  }

  private static String cell(Judgement judgement, View view) {
    return switch (judgement.verdicts().get(view)) {
      case null -> "";
      case Verdict.Holds(long checks) -> "holds, %,d checks".formatted(checks);
      case Verdict.Violated(long checks, long offences, _) ->
          "VIOLATED, %,d of %,d".formatted(offences, checks);
      case Verdict.Inconclusive _ -> "inconclusive";
    };
  }

  private static String explained(String name, View view, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> "";
      case Verdict.Inconclusive(String why) -> "%n%s, %s: %s%n".formatted(name, view(view), why);
      case Verdict.Violated(_, long offences, List<Offence> first) ->
          "%n%s, %s: the first %d of %,d%n%s"
              .formatted(
                  name,
                  view(view),
                  first.size(),
                  offences,
                  first.stream().map(Report::told).collect(Collectors.joining()));
    };
  }

  private static String told(Offence offence) {
    return "  %s%n%s"
        .formatted(
            offence.what(),
            offence.events().stream().map("    %s%n"::formatted).collect(Collectors.joining()));
  }

  private static String view(View view) {
    return switch (view) {
      case DATABASE -> "in the database";
      case FRAMES -> "in frames";
      case SCREENS -> "on screens";
      case STREAM -> "in the public stream";
    };
  }
}
