package chat.maru.cluster.trial;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What to run.
///
/// @param rounds one after the other, each on a cluster of its own and with the next seed
/// @param seed of the first round
/// @param length of a round's traffic, the quiet end included; a slow machine takes longer
/// @param rate messages per second over all pairs, kept up whatever becomes of them
/// @param faults which; none = the same traffic without
/// @param folder gets a folder for each round, with its histories and logs
public record FaultRunOptions(
    int rounds,
    long seed,
    Duration length,
    int rate,
    int pairs,
    Nodes nodes,
    Faults faults,
    Path folder) {

  /// How many of each service.
  public record Nodes(int gateways, int chatServices, int persistenceServices) {}

  /// What is struck.
  public enum Faults {
    NONE,
    /// Processes alone; nothing stands between them.
    PROCESSES,
    /// Processes, and the connections from each node to each server, which then go through proxies.
    ALL;

    private static Faults of(String value) {
      return Stream.of(values())
          .filter(faults -> faults.name().toLowerCase(Locale.ROOT).equals(value))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "--faults: " + value + " (expected: none, processes or all)"));
    }
  }

  static final String HELP =
      """
      Runs a local cluster under traffic and faults, and judges what every device saw.
        --minutes M       length of a round; its last minute or fifth is without new faults (default 8)
        --rate N          messages per second (default 300)
        --pairs N         pairs of users, two devices each (default 40)
        --seed S          of the first round; the same seed plans the same faults (default random)
        --rounds N        rounds, each with the next seed and a new cluster (default 1)
        --gateways N  --chat-services N  --persistence-services N   (default 3, 2, 2)
        --faults KINDS    none, processes, or all: connections, too (default all)
        --folder DIR      for histories and logs (default target/fault-runs below the working folder)
      Exit codes: 0 every guarantee held in every round, 1 one was violated, 2 it can't be told.
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--minutes",
          "--rate",
          "--pairs",
          "--seed",
          "--rounds",
          "--gateways",
          "--chat-services",
          "--persistence-services",
          "--faults",
          "--folder");

  public FaultRunOptions {
    Bounds.within("--rounds", rounds, 1, 1_000);
    if (length.toSeconds() < 10 || length.toHours() >= 10) {
      throw new IllegalArgumentException(
          "--minutes: %d s (expected: 10 s to 10 h)".formatted(length.toSeconds()));
    }
    Bounds.within("--rate", rate, 1, 10_000);
    Bounds.within("--pairs", pairs, 1, 1_000);
  }

  /// @param seed if none is given
  /// @throws IllegalArgumentException saying what is wrong in one line
  static FaultRunOptions parse(List<String> typed, long seed) {
    Arguments given = Arguments.parse(typed, OPTIONS, Set.of());
    return new FaultRunOptions(
        given.number("--rounds", 1),
        given.whole("--seed", seed),
        Duration.ofMillis((long) (given.decimal("--minutes", 8) * 60_000)),
        given.number("--rate", 300),
        given.number("--pairs", 40),
        new Nodes(
            given.number("--gateways", 3),
            given.number("--chat-services", 2),
            given.number("--persistence-services", 2)),
        given.text("--faults").map(Faults::of).orElse(Faults.ALL),
        Path.of(given.text("--folder").orElse("target/fault-runs")));
  }

  /// The same for one round; the first has number 1.
  FaultRunOptions round(int number) {
    return new FaultRunOptions(
        1,
        seed + number - 1,
        length,
        rate,
        pairs,
        nodes,
        faults,
        folder.resolve("%d".formatted(seed + number - 1)));
  }
}
