package chat.maru.cluster.drain;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param cluster `cluster.json` of a running cluster that nobody else uses
/// @param messages of the backlog, in each round
/// @param rooms that they are spread over
/// @param rounds one after the other; the JVMs get warm in the first
/// @param alone whether all other services are frozen meanwhile
/// @param json file for the figures; absent = print them only
record DrainOptions(
    Path cluster, int messages, int rooms, int rounds, boolean alone, @Nullable Path json) {

  static final String HELP =
      """
      Lets messages wait in a running cluster's inbound log while its persistence-services are frozen
      (SIGSTOP), and measures how fast they are stored when these go on.

        --cluster FILE   its cluster.json (default data/cluster.json)
        --messages N     that wait, in each round (default 300000)
        --rooms N        that they are spread over (default 1000)
        --rounds N       (default 4)
        --alone          gateways and chat-services are frozen until all is stored
        --json FILE      write the figures there too

      Ends with 0, with 1 when not every message was stored, with 2 when it can't measure.
      """;

  private static final Set<String> OPTIONS =
      Set.of("--cluster", "--messages", "--rooms", "--rounds", "--json");

  DrainOptions {
    Bounds.within("--messages", messages, 1_000, 10_000_000);
    Bounds.within("--rooms", rooms, 1, 100_000);
    Bounds.within("--rounds", rounds, 1, 100);
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  static DrainOptions parse(List<String> typed) {
    Arguments given = Arguments.parse(typed, OPTIONS, Set.of("--alone"));
    return new DrainOptions(
        Path.of(given.text("--cluster").orElse("data/cluster.json")),
        given.number("--messages", 300_000),
        given.number("--rooms", 1_000),
        given.number("--rounds", 4),
        given.has("--alone"),
        given.text("--json").map(Path::of).orElse(null));
  }
}
