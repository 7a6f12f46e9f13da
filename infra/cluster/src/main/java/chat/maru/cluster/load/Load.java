package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.Trust;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.command.Figures;
import chat.maru.cluster.command.Measuring;
import chat.maru.cluster.command.Measuring.Found;
import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The command that measures a running cluster: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.load.Load --help`. Ends with 0, with 1 when messages were lost, repeated or
/// reordered, with 2 when it can't measure.
public final class Load {
  private static final int THREADS = 2;

  private Load() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(LoadOptions.HELP);
      return 0;
    }
    return Measuring.exitCode(() -> {
      LoadOptions options = LoadOptions.parse(arguments);
      ClusterState state = state(options.cluster());
      Path against = options.against();
      Figures figures =
          against == null ? measure(options, state) : compare(options, state, state(against));
      return new Found(figures, options.json());
    });
  }

  private static StepFigures measure(LoadOptions options, ClusterState state) {
    try (WebSockets sockets = new WebSockets(THREADS, state.trust());
        Crowd crowd = new Crowd(state);
        Pairs pairs = pairs(crowd, sockets, options)) {
      return new StepFigures(
          options.rates().stream().map(rate -> step(options, rate, pairs)).toList());
    }
  }

  private static ComparisonFigures compare(
      LoadOptions options, ClusterState one, ClusterState other) {
    try (WebSockets sockets = new WebSockets(THREADS, trust(one, other));
        Crowd crowd = new Crowd(one);
        Crowd otherCrowd = new Crowd(other);
        Pairs ones = pairs(crowd, sockets, options);
        Pairs others = pairs(otherCrowd, sockets, options)) {
      return Comparison.of(
          options.rounds(),
          () -> step(options, options.rate(), ones),
          () -> step(options, options.rate(), others));
    }
  }

  private static Pairs pairs(Crowd crowd, WebSockets sockets, LoadOptions options) {
    System.out.printf("Making %d users, their posts and rooms …%n", 2 * options.pairs());
    return new Pairs(crowd, sockets, options.pairs());
  }

  private static TrafficFigures step(LoadOptions options, int rate, Pairs pairs) {
    System.out.printf(
        "Sending %d messages/s for %d + %d s …%n", rate, options.warmup(), options.seconds());
    return new Traffic(options, rate, pairs).measure();
  }

  /// The same sockets for both, whichever of them speaks TLS.
  private static Trust trust(ClusterState one, ClusterState other) {
    return Trust.in(
        Stream.of(one, other).map(ClusterState::authority).filter(Objects::nonNull).toList());
  }

  private static ClusterState state(Path file) throws IOException {
    return ClusterState.parse(Files.readString(file));
  }
}
