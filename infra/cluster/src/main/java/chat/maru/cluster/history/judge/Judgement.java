package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.Recorded;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a history says about one guarantee, view by view.
///
/// @param verdicts of the views in which the guarantee shows
public record Judgement(Guarantee guarantee, Map<View, Verdict> verdicts) {

  /// All guarantees in turn; [Guarantee#D12] only if the public stream was recorded.
  public static List<Judgement> of(List<Recorded> entries) {
    History history = History.of(entries);
    return List.of(Guarantee.values()).stream()
        .filter(which -> which.isAsked(history))
        .map(which -> of(which, history))
        .toList();
  }

  private static Judgement of(Guarantee guarantee, History history) {
    Map<View, Verdict> verdicts = new EnumMap<>(View.class);
    guarantee.views().forEach(view -> verdicts.put(view, guarantee.judge(history, view)));
    return new Judgement(guarantee, verdicts);
  }

  /// The worst of the views, but for those of which the run recorded nothing.
  public Verdict verdict() {
    long checks = 0;
    long offences = 0;
    List<Offence> first = List.of();
    String why = "";
    for (Verdict verdict : verdicts.values()) {
      switch (verdict) {
        case Verdict.Holds(long more) -> checks += more;
        case Verdict.Violated(long more, long found, var kept) -> {
          checks += more;
          offences += found;
          first = first.isEmpty() ? kept : first;
        }
        case Verdict.Inconclusive(String reason) ->
            why = reason.equals(Findings.NOTHING) ? why : reason;
      }
    }
    if (offences > 0) {
      return new Verdict.Violated(checks, offences, first);
    }
    if (!why.isEmpty()) {
      return new Verdict.Inconclusive(why);
    }
    return checks > 0 ? new Verdict.Holds(checks) : new Verdict.Inconclusive(Findings.NOTHING);
  }
}
