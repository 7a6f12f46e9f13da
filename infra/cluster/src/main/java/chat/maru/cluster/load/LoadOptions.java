package chat.maru.cluster.load;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param cluster `cluster.json` of a running cluster
/// @param against another one's: both are measured in turns; absent = measure the one
/// @param rounds of such turns
/// @param pairs of users who talk 1:1; every second pair has its two ends on different gateways
/// @param rates messages per second over all pairs, kept up whatever becomes of them; one step each
/// @param warmup seconds of the same traffic before anything counts
/// @param seconds that count
/// @param body characters per message
/// @param json file for the figures; absent = print them only
record LoadOptions(
    Path cluster,
    @Nullable Path against,
    int rounds,
    int pairs,
    List<Integer> rates,
    int warmup,
    int seconds,
    int body,
    @Nullable Path json) {

  static final String HELP =
      """
      Measures a running Maru cluster.

        --cluster FILE         its cluster.json (default data/cluster.json)
        --against FILE         another cluster's: measure both in turns and compare them
        --rounds N             of such turns (default 5)
        --pairs N              pairs of users (default 500)
        --rate N[,N…]          messages per second, one step for each (default 1000)
        --warmup S             seconds before anything counts (default 20)
        --seconds S            seconds that count (default 60)
        --body N               characters per message (default 100)
        --json FILE            write the figures there too
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--cluster",
          "--against",
          "--rounds",
          "--pairs",
          "--rate",
          "--warmup",
          "--seconds",
          "--body",
          "--json");

  LoadOptions {
    Bounds.within("--rounds", rounds, 1, 100);
    Bounds.within("--pairs", pairs, 1, 8_000);
    rates.forEach(rate -> Bounds.within("--rate", rate, 1, 100_000));
    Bounds.within("--warmup", warmup, 0, 600);
    Bounds.within("--seconds", seconds, 1, 3_600);
    Bounds.within("--body", body, 1, 4_000);
  }

  int rate() {
    return rates.getFirst();
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  static LoadOptions parse(List<String> typed) {
    Arguments given = Arguments.parse(typed, OPTIONS, Set.of());
    return new LoadOptions(
        Path.of(given.text("--cluster").orElse("data/cluster.json")),
        given.text("--against").map(Path::of).orElse(null),
        given.number("--rounds", 5),
        given.number("--pairs", 500),
        given.numbers("--rate", List.of(1000)),
        given.number("--warmup", 20),
        given.number("--seconds", 60),
        given.number("--body", 100),
        given.text("--json").map(Path::of).orElse(null));
  }
}
