package chat.maru.cluster.load;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param cluster `cluster.json` of a running cluster
/// @param against another one's: both are measured in turns; absent = measure the one
/// @param rounds of such turns
/// @param pairs of users who talk 1:1; every second pair has its two ends on different gateways
/// @param rate messages per second over all pairs, kept up whatever becomes of them
/// @param warmup seconds of the same traffic before anything counts
/// @param seconds that count
/// @param body characters per message
/// @param idleConnections measure memory per idle connection instead, up to this many; 0 = don't
/// @param json file for the figures; absent = print them only
record LoadOptions(
    Path cluster,
    @Nullable Path against,
    int rounds,
    int pairs,
    int rate,
    int warmup,
    int seconds,
    int body,
    int idleConnections,
    @Nullable Path json) {

  static final String HELP =
      """
      Measures a running Maru cluster.

        --cluster FILE         its cluster.json (default data/cluster.json)
        --against FILE         another cluster's: measure both in turns and compare them
        --rounds N             of such turns (default 5)
        --pairs N              pairs of users (default 500)
        --rate N               messages per second (default 1000)
        --warmup S             seconds before anything counts (default 20)
        --seconds S            seconds that count (default 60)
        --body N               characters per message (default 100)
        --idle-connections N   measure memory per idle connection instead, between N/4 and N
        --json FILE            write the figures there too
      """;

  private static final LoadOptions DEFAULTS =
      new LoadOptions(Path.of("data", "cluster.json"), null, 5, 500, 1000, 20, 60, 100, 0, null);

  LoadOptions {
    within("--rounds", rounds, 1, 100);
    within("--pairs", pairs, 1, 8_000);
    within("--rate", rate, 1, 100_000);
    within("--warmup", warmup, 0, 600);
    within("--seconds", seconds, 1, 3_600);
    within("--body", body, 1, 4_000);
    within("--idle-connections", idleConnections, 0, 16_000);
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  static LoadOptions parse(List<String> arguments) {
    ArrayDeque<String> rest = new ArrayDeque<>(arguments);
    LoadOptions options = DEFAULTS;
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

  private LoadOptions with(String name, String value) {
    return switch (name) {
      case "--cluster" -> withFiles(Path.of(value), against, json);
      case "--against" -> withFiles(cluster, Path.of(value), json);
      case "--json" -> withFiles(cluster, against, Path.of(value));
      case "--pairs" -> withTraffic(number(name, value), rate, body);
      case "--rate" -> withTraffic(pairs, number(name, value), body);
      case "--body" -> withTraffic(pairs, rate, number(name, value));
      case "--rounds" -> withTimes(number(name, value), warmup, seconds);
      case "--warmup" -> withTimes(rounds, number(name, value), seconds);
      case "--seconds" -> withTimes(rounds, warmup, number(name, value));
      case "--idle-connections" -> withIdle(number(name, value));
      default -> throw new IllegalArgumentException("unknown option: " + name);
    };
  }

  private LoadOptions withFiles(Path one, @Nullable Path other, @Nullable Path file) {
    return new LoadOptions(
        one, other, rounds, pairs, rate, warmup, seconds, body, idleConnections, file);
  }

  private LoadOptions withTraffic(int newPairs, int newRate, int newBody) {
    return new LoadOptions(
        cluster,
        against,
        rounds,
        newPairs,
        newRate,
        warmup,
        seconds,
        newBody,
        idleConnections,
        json);
  }

  private LoadOptions withTimes(int newRounds, int newWarmup, int newSeconds) {
    return new LoadOptions(
        cluster,
        against,
        newRounds,
        pairs,
        rate,
        newWarmup,
        newSeconds,
        body,
        idleConnections,
        json);
  }

  private LoadOptions withIdle(int connections) {
    return new LoadOptions(
        cluster, against, rounds, pairs, rate, warmup, seconds, body, connections, json);
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
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
