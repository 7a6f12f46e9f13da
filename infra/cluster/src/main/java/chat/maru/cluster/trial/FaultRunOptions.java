package chat.maru.cluster.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
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

    private static Faults of(String name, String value) {
      return Stream.of(values())
          .filter(faults -> faults.name().toLowerCase(Locale.ROOT).equals(value))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  name + ": " + value + " (expected: none, processes or all)"));
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

  public FaultRunOptions {
    within("--rounds", rounds, 1, 1_000);
    if (length.toSeconds() < 10 || length.toHours() >= 10) {
      throw new IllegalArgumentException(
          "--minutes: %d s (expected: 10 s to 10 h)".formatted(length.toSeconds()));
    }
    within("--rate", rate, 1, 10_000);
    within("--pairs", pairs, 1, 1_000);
  }

  /// @param seed if none is given
  /// @throws IllegalArgumentException saying what is wrong in one line
  static FaultRunOptions parse(List<String> arguments, long seed) {
    ArrayDeque<String> rest = new ArrayDeque<>(arguments);
    FaultRunOptions options =
        new FaultRunOptions(
            1,
            seed,
            Duration.ofMinutes(8),
            300,
            40,
            new Nodes(3, 2, 2),
            Faults.ALL,
            Path.of("target", "fault-runs"));
    while (!rest.isEmpty()) {
      String name = rest.remove();
      String value = rest.poll();
      if (value == null) {
        throw new IllegalArgumentException(name + ": nothing (expected: a value)");
      }
      options = options.with(name, value);
    }
    return options;
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

  private FaultRunOptions with(String name, String value) {
    return switch (name) {
      case "--rounds" -> with(number(name, value), seed, length, folder);
      case "--seed" -> with(rounds, whole(name, value), length, folder);
      case "--minutes" -> with(rounds, seed, minutes(name, value), folder);
      case "--folder" -> with(rounds, seed, length, Path.of(value));
      case "--rate" -> with(number(name, value), pairs, nodes, faults);
      case "--pairs" -> with(rate, number(name, value), nodes, faults);
      case "--faults" -> with(rate, pairs, nodes, Faults.of(name, value));
      default -> with(rate, pairs, nodes(name, number(name, value)), faults);
    };
  }

  private FaultRunOptions with(int newRounds, long newSeed, Duration newLength, Path newFolder) {
    return new FaultRunOptions(
        newRounds, newSeed, newLength, rate, pairs, nodes, faults, newFolder);
  }

  private FaultRunOptions with(int newRate, int newPairs, Nodes newNodes, Faults newFaults) {
    return new FaultRunOptions(
        rounds, seed, length, newRate, newPairs, newNodes, newFaults, folder);
  }

  private Nodes nodes(String name, int value) {
    return switch (name) {
      case "--gateways" -> new Nodes(value, nodes.chatServices(), nodes.persistenceServices());
      case "--chat-services" -> new Nodes(nodes.gateways(), value, nodes.persistenceServices());
      case "--persistence-services" -> new Nodes(nodes.gateways(), nodes.chatServices(), value);
      default -> throw new IllegalArgumentException("unknown option: " + name);
    };
  }

  private static int number(String name, String value) {
    return Math.toIntExact(whole(name, value));
  }

  private static Duration minutes(String name, String value) {
    try {
      return Duration.ofMillis((long) (Double.parseDouble(value) * 60_000));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a number)", e);
    }
  }

  private static long whole(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a number)", e);
    }
  }

  private static void within(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, lowest, highest));
    }
  }
}
