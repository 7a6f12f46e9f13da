package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.ClusterOptions;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command that times outages: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.outage.Outages --help`. It starts a cluster of its own on free ports. Ends
/// with 0, with 1 when messages were lost, repeated or reordered, with 2 when it can't measure.
public final class Outages {
  private static final int GATEWAYS = 3;
  private static final int OTHERS = 2;

  private Outages() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.print(OutageOptions.HELP);
      return arguments.isEmpty() ? 2 : 0;
    }
    try {
      String name = arguments.getFirst();
      Scenario scenario = scenario(name);
      OutageOptions options =
          OutageOptions.defaults(name).with(arguments.subList(1, arguments.size()));
      return measure(scenario, options);
    } catch (RuntimeException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
  }

  private static Scenario scenario(String name) {
    return switch (name) {
      case "redis" -> ServerOutage.REDIS;
      case "postgres" -> ServerOutage.POSTGRES;
      case "kafka" -> ServerOutage.KAFKA;
      case "rolling" -> new RollingRestart();
      case "slow" -> new SlowClients();
      case "half-open" -> new HalfOpen();
      default -> throw new IllegalArgumentException("unknown scenario: " + name);
    };
  }

  /// The folder stays when something went wrong: the logs are in it.
  private static int measure(Scenario scenario, OutageOptions options) throws IOException {
    Path folder = Files.createTempDirectory("maru-outage-");
    ClusterOptions wanted =
        ClusterOptions.forTests(folder)
            .with(Trait.QUICK, false)
            .with(ServiceKind.GATEWAY, GATEWAYS)
            .with(ServiceKind.CHAT, OTHERS)
            .with(ServiceKind.PERSISTENCE, OTHERS);
    System.out.printf("Starting a cluster in %s …%n", folder);
    Outcome outcome;
    try (LocalCluster cluster = LocalCluster.start(wanted)) {
      outcome = scenario.run(cluster, options);
    }
    System.out.print(outcome.table());
    if (outcome.clean()) {
      Folders.delete(folder);
      return 0;
    }
    System.err.println("NOT CLEAN; logs: " + folder.resolve("logs"));
    return 1;
  }
}
