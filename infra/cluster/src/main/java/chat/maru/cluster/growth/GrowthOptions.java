package chat.maru.cluster.growth;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param cluster `cluster.json` of a running cluster
/// @param messages in the database, one step for each, ascending; what is there already counts
/// @param rate requests per second over all kinds, kept up whatever becomes of them
/// @param warmup seconds of the same requests before anything counts, in each step
/// @param seconds that count, in each step
/// @param json file for the figures; absent = print them only
record GrowthOptions(
    Path cluster, List<Integer> messages, int rate, int warmup, int seconds, @Nullable Path json) {

  static final String HELP =
      """
      Fills a running cluster's database with messages and times what is read of it over REST.

        --cluster FILE       its cluster.json (default data/cluster.json)
        --messages N[,N…]    messages in the database, ascending, one step for each
                             (default 1250000,5000000,20000000: some 10 GB); what an earlier run of
                             this command left counts, and is read again
        --rate N             requests per second over all kinds (default 50)
        --warmup S           seconds before anything counts, in each step (default 60)
        --seconds S          seconds that count, in each step (default 120)
        --json FILE          write the figures there too

      Ends with 0, with 1 when a request failed or a message did not open, with 2 when it can't
      measure.
      """;

  private static final Set<String> OPTIONS =
      Set.of("--cluster", "--messages", "--rate", "--warmup", "--seconds", "--json");

  /// Those of the users with thousands of rooms, and some others.
  private static final int FEWEST = 1_000_000;

  /// Two of five requests are of one user, who may ask 50 times a second.
  private static final int HIGHEST_RATE = 100;

  GrowthOptions {
    messages = List.copyOf(messages);
    messages.forEach(count -> Bounds.within("--messages", count, FEWEST, 100_000_000));
    if (!messages.equals(messages.stream().sorted().toList())) {
      throw new IllegalArgumentException("--messages: " + messages + " (expected: ascending)");
    }
    Bounds.within("--rate", rate, 1, HIGHEST_RATE);
    Bounds.within("--warmup", warmup, 0, 600);
    Bounds.within("--seconds", seconds, 1, 3_600);
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  static GrowthOptions parse(List<String> typed) {
    Arguments given = Arguments.parse(typed, OPTIONS, Set.of());
    return new GrowthOptions(
        Path.of(given.text("--cluster").orElse("data/cluster.json")),
        given.numbers("--messages", List.of(1_250_000, 5_000_000, 20_000_000)),
        given.number("--rate", 50),
        given.number("--warmup", 60),
        given.number("--seconds", 120),
        given.text("--json").map(Path::of).orElse(null));
  }
}
