package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts the checks of one guarantee in one view and keeps the first that failed.
final class Findings {
  static final String NOTHING = "nothing was recorded that shows it";
  private static final int KEPT = 10;

  private final List<Offence> first = new ArrayList<>();
  private long checks;
  private long offences;
  private @Nullable String missing;

  /// @param what is wrong, if it is
  void check(boolean right, Supplier<String> what, Recorded... events) {
    checks++;
    if (!right) {
      offences++;
      if (first.size() < KEPT) {
        first.add(new Offence(what.get(), List.of(events)));
      }
    }
  }

  /// Without this the checks that succeed prove nothing; those that fail still count.
  void missing(String why) {
    missing = why;
  }

  Verdict verdict() {
    if (offences > 0) {
      return new Verdict.Violated(checks, offences, List.copyOf(first));
    }
    if (missing != null) {
      return new Verdict.Inconclusive(missing);
    }
    return checks > 0 ? new Verdict.Holds(checks) : new Verdict.Inconclusive(NOTHING);
  }
}
