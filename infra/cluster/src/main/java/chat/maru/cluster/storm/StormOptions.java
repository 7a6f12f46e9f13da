package chat.maru.cluster.storm;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.command.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which storm, and how large.
///
/// @param cluster `cluster.json` of a running cluster
/// @param clients connections of `connect`, `idle` and `reconnect`, rooms of `burst`
/// @param atOnce handshakes under way at a time, wherever all would not come at once by themselves
/// @param waves how often `connect` and `burst` do it
/// @param seconds that `idle` looks at CPU, and that `reconnect` looks at the others
/// @param gateways that `idle` fills
/// @param devices of each recipient of `burst`
/// @param pairs who talk beside `reconnect`
/// @param rate messages per second of those pairs
/// @param missed messages that `reconnect` sends to those who are away, one for each of so many
///   rooms
/// @param json file for the figures; absent = print them only
record StormOptions(
    Path cluster,
    int clients,
    int atOnce,
    int waves,
    int seconds,
    int gateways,
    int devices,
    int pairs,
    int rate,
    int missed,
    @Nullable Path json) {

  /// Files that one process may open here, less what it needs by itself.
  static final int MOST_OF_A_PROCESS = 16_000;

  static final String HELP =
      """
      Raises a storm of connections on a running Maru cluster. Ends with 0, with 1 when somebody did
      not come back or a message was lost or repeated, with 2 when it can't measure.

        connect    --clients users with a token each open a WebSocket on the first gateway as fast as
                   it takes them, and leave; --waves times, so that the first wave meets a cold one.
                   A wave on the last gateway goes before, to warm the generator
        idle       --clients connections over --gateways gateways, between a quarter and all of them:
                   memory, CPU for --seconds each, and what it takes to accept them
        reconnect  --clients members of rooms lose the first gateway, which is killed and not started
                   again (start the cluster with --keep-going), come back and catch up, beside
                   --pairs who talk on the second one
        burst      one message to each of --clients recipients within 100 ms, each with --devices

        --cluster FILE   its cluster.json (default data/cluster.json)
        --clients N      default 10000; of idle 30000, of burst 1000
        --at-once N      handshakes under way at a time (default 256); those who lost their gateway
                         heed their own backoff instead
        --waves N        of connect and burst (default 3)
        --seconds S      of idle (default 40); of reconnect, that others are looked at before the
                         kill and from it on (default 30)
        --gateways N     of idle (default 2)
        --devices N      of burst (default 5)
        --pairs N        of reconnect (default 50)
        --rate N         messages per second of these pairs (default 100)
        --missed N       of reconnect: rooms that get a message right after the kill (default 1000)
        --json FILE      write the figures there too
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--cluster",
          "--clients",
          "--at-once",
          "--waves",
          "--seconds",
          "--gateways",
          "--devices",
          "--pairs",
          "--rate",
          "--missed",
          "--json");

  StormOptions {
    Bounds.within("--gateways", gateways, 1, 10);
    Bounds.within("--at-once", atOnce, 1, 4_000);
    Bounds.within("--waves", waves, 1, 100);
    Bounds.within("--seconds", seconds, 1, 600);
    Bounds.within("--devices", devices, 1, 100);
    Bounds.within("--pairs", pairs, 1, 1_000);
    Bounds.within("--rate", rate, 1, 10_000);
    Bounds.within("--missed", missed, 0, clients / 2);
  }

  /// @throws IllegalArgumentException when there is no such storm
  static StormOptions defaults(String storm) {
    return switch (storm) {
      case "connect", "reconnect" -> of(10_000, 30);
      case "idle" -> of(30_000, 40);
      case "burst" -> of(1_000, 30);
      default -> throw unknown(storm);
    };
  }

  static IllegalArgumentException unknown(String storm) {
    return new IllegalArgumentException("unknown storm: " + storm);
  }

  private static StormOptions of(int clients, int seconds) {
    Path cluster = Path.of("data/cluster.json");
    int missed = Math.min(1_000, clients / 2);
    return new StormOptions(cluster, clients, 256, 3, seconds, 2, 5, 50, 100, missed, null);
  }

  /// @throws IllegalArgumentException saying what is wrong in one line
  StormOptions with(List<String> typed) {
    Arguments given = Arguments.parse(typed, OPTIONS, Set.of());
    int many = given.number("--clients", clients);
    Bounds.within("--clients", many, 4, 10 * MOST_OF_A_PROCESS);
    return new StormOptions(
        given.text("--cluster").map(Path::of).orElse(cluster),
        many,
        given.number("--at-once", atOnce),
        given.number("--waves", waves),
        given.number("--seconds", seconds),
        given.number("--gateways", gateways),
        given.number("--devices", devices),
        given.number("--pairs", pairs),
        given.number("--rate", rate),
        given.number("--missed", Math.min(missed, many / 2)),
        given.text("--json").map(Path::of).orElse(null));
  }

  /// Checks what one process of the generator, or one gateway, would have to hold.
  ///
  /// @throws IllegalArgumentException when it can't
  void mostInAProcess(int connections) {
    if (connections > MOST_OF_A_PROCESS) {
      throw new IllegalArgumentException(
          "--clients: %d connections in one process (expected: <= %d, a process opens 20,000 files)"
              .formatted(connections, MOST_OF_A_PROCESS));
    }
  }
}
