package chat.maru.cluster.storm;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command that raises storms of connections: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.storm.Storm --help`. Ends with 0, with 1 when somebody did not come back or a
/// message was lost or repeated, with 2 when it can't measure.
public final class Storm {
  private Storm() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.print(StormOptions.HELP);
      return arguments.isEmpty() ? 2 : 0;
    }
    try {
      String name = arguments.getFirst();
      StormOptions options =
          StormOptions.defaults(name).with(arguments.subList(1, arguments.size()));
      ClusterState state = ClusterState.parse(Files.readString(options.cluster()));
      return told(figures(name, state, options), options);
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
  }

  private static Figures figures(String name, ClusterState state, StormOptions options) {
    return switch (name) {
      case "connect" -> new ConnectStorm(state, options).measure();
      case "idle" -> new IdleStorm(state, options).measure();
      case "reconnect" -> new ReconnectStorm(state, options).measure();
      case "burst" -> new BurstStorm(state, options).measure();
      default -> throw StormOptions.unknown(name);
    };
  }

  private static int told(Figures figures, StormOptions options) throws IOException {
    System.out.print(figures.table());
    Path json = options.json();
    if (json != null) {
      Files.writeString(
          json, ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }
    return figures.clean() ? 0 : 1;
  }

  /// What a storm showed.
  interface Figures {
    String table();

    /// Nobody stayed away, nothing was lost or repeated. Says nothing of times.
    boolean clean();
  }
}
