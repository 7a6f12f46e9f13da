package chat.maru.cluster.launcher;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the user typed.
sealed interface CommandLine {

  /// @param keepGoing whether a dead service is only reported
  record Start(ClusterOptions options, boolean keepGoing) implements CommandLine {}

  record Help() implements CommandLine {}

  /// @param why one line
  record Wrong(String why) implements CommandLine {}

  String HELP =
      """
      Starts the Maru chat cluster on this machine, on loopback only.

        --gateways N              gateways (1 to 40, default 2)
        --chat-services N         chat-services (1 to 10, default 1)
        --persistence-services N  persistence-services (1 to 40, default 1)
        --port-base B             port of the page; all others are counted from it (default 8080)
        --data DIR                where data stays between runs (default: data/ in the repository)
        --fresh                   empty that folder first
        --tls                     https and wss, with certificates of a local authority
        --no-demo                 make no demo accounts and posts
        --quick                   be ready sooner, without a rehearsal, at the cost of throughput
        --keep-going              report a dead service but leave the others running
        --set NAME=VALUE          a Spring property for all services, as often as wanted
        --help                    show this

      Extra JVM flags for all services: MARU_JAVA_OPTS; for one kind: MARU_JAVA_OPTS_GATEWAY,
      MARU_JAVA_OPTS_CHAT, MARU_JAVA_OPTS_PERSISTENCE.
      Ctrl-C stops everything; the data stays.
      """;

  Set<String> NAMED =
      Set.of(
          "--gateways",
          "--chat-services",
          "--persistence-services",
          "--port-base",
          "--data",
          "--set");

  Set<String> BARE =
      Set.of("--fresh", "--tls", "--no-demo", "--quick", "--keep-going", "--help", "-h");

  static CommandLine parse(List<String> typed, Path defaultData) {
    try {
      Arguments given = Arguments.parse(typed, NAMED, BARE);
      return given.has("--help") || given.has("-h")
          ? new Help()
          : new Start(options(given, defaultData), given.has("--keep-going"));
    } catch (IllegalArgumentException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static ClusterOptions options(Arguments given, Path defaultData) {
    ClusterOptions usual =
        ClusterOptions.defaults(given.text("--data").map(Path::of).orElse(defaultData));
    return usual
        .with(ServiceKind.GATEWAY, given.number("--gateways", usual.number(ServiceKind.GATEWAY)))
        .with(ServiceKind.CHAT, given.number("--chat-services", usual.number(ServiceKind.CHAT)))
        .with(
            ServiceKind.PERSISTENCE,
            given.number("--persistence-services", usual.number(ServiceKind.PERSISTENCE)))
        .withPortBase(given.number("--port-base", usual.portBase()))
        .with(Trait.FRESH, given.has("--fresh"))
        .with(Trait.TLS, given.has("--tls"))
        .with(Trait.DEMO, !given.has("--no-demo"))
        .with(Trait.QUICK, given.has("--quick"))
        .withProperties(properties(given.texts("--set")));
  }

  private static Map<String, String> properties(List<String> settings) {
    Map<String, String> properties = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--set: %s (expected: name=value)".formatted(setting));
      }
      properties.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return properties;
  }
}
