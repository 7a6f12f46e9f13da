package chat.maru.cluster.storm;

import chat.maru.cluster.command.Figures;
import chat.maru.cluster.command.Measuring;
import chat.maru.cluster.command.Measuring.Found;
import chat.maru.cluster.state.ClusterState;
import java.nio.file.Files;
import java.util.List;

/// The command that raises storms of connections: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.storm.Storm --help`. Ends with 0, with 1 when somebody did not come back or a
/// message was lost or repeated, with 2 when it can't measure.
public final class Storm {
  private Storm() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.print(StormOptions.HELP);
      return arguments.isEmpty() ? 2 : 0;
    }
    return Measuring.exitCode(() -> {
      String name = arguments.getFirst();
      StormOptions options =
          StormOptions.defaults(name).with(arguments.subList(1, arguments.size()));
      ClusterState state = ClusterState.parse(Files.readString(options.cluster()));
      return new Found(figures(name, state, options), options.json());
    });
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
}
