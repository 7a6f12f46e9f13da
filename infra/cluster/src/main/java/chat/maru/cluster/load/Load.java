package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.Trust;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// The command that measures a running cluster: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.load.Load --help`. Ends with 0, with 1 when messages were lost, repeated or
/// reordered, with 2 when it can't measure.
public final class Load {
  private static final int THREADS = 2;

  private Load() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    if (arguments.contains("--help")) {
      System.out.print(LoadOptions.HELP);
      return 0;
    }
    try {
      LoadOptions options = LoadOptions.parse(arguments);
      ClusterState state = state(options.cluster());
      Path against = options.against();
      return against == null ? measure(options, state) : compare(options, state, state(against));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
  }

  private static int measure(LoadOptions options, ClusterState state) throws IOException {
    try (WebSockets sockets = new WebSockets(THREADS, state.trust());
        Crowd crowd = new Crowd(state)) {
      try (Pairs pairs = pairs(crowd, sockets, options)) {
        StepFigures figures =
            new StepFigures(
                options.rates().stream().map(rate -> step(options, rate, pairs)).toList());
        return told(figures, StepFigures::table, figures.clean(), options);
      }
    }
  }

  private static int compare(LoadOptions options, ClusterState one, ClusterState other)
      throws IOException {
    try (WebSockets sockets = new WebSockets(THREADS, trust(one, other));
        Crowd crowd = new Crowd(one);
        Crowd otherCrowd = new Crowd(other);
        Pairs ones = pairs(crowd, sockets, options);
        Pairs others = pairs(otherCrowd, sockets, options)) {
      ComparisonFigures figures =
          Comparison.of(
              options.rounds(),
              () -> step(options, options.rate(), ones),
              () -> step(options, options.rate(), others));
      return told(figures, ComparisonFigures::table, figures.clean(), options);
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

  private static <F> int told(
      F figures, Function<F, String> table, boolean clean, LoadOptions options) throws IOException {
    System.out.print(table.apply(figures));
    Path json = options.json();
    if (json != null) {
      Files.writeString(
          json, ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }
    return clean ? 0 : 1;
  }
}
