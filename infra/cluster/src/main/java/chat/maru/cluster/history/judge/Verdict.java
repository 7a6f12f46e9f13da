package chat.maru.cluster.history.judge;

import java.util.List;

/// What a history says about a guarantee.
public sealed interface Verdict {

  record Holds(long checks) implements Verdict {}

  /// @param offences how many in all
  /// @param first of them, as many as are kept
  record Violated(long checks, long offences, List<Offence> first) implements Verdict {}

  /// The history can't tell.
  record Inconclusive(String why) implements Verdict {}
}
