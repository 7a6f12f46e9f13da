package chat.maru.cluster.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        --no-demo                 make no demo accounts and posts
        --quick                   be ready sooner, at the cost of throughput
        --keep-going              report a dead service but leave the others running
        --set NAME=VALUE          a Spring property for all services, as often as wanted
        --help                    show this

      Extra JVM flags for all services: MARU_JAVA_OPTS; for one kind: MARU_JAVA_OPTS_GATEWAY,
      MARU_JAVA_OPTS_CHAT, MARU_JAVA_OPTS_PERSISTENCE.
      Ctrl-C stops everything; the data stays.
      """;

  /// Both `--name value` and `--name=value` are fine; the last of a repeated option counts.
  static CommandLine parse(List<String> arguments, Path defaultData) {
    var rest = new ArrayDeque<String>();
    for (String argument : arguments) {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      if (equals > 0) {
        rest.add(argument.substring(0, equals));
        rest.add(argument.substring(equals + 1));
      } else {
        rest.add(argument);
      }
    }
    try {
      return parse(rest, defaultData);
    } catch (IllegalArgumentException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static CommandLine parse(ArrayDeque<String> rest, Path defaultData) {
    int gateways = 2;
    int chatServices = 1;
    int persistenceServices = 1;
    int portBase = ClusterOptions.DEFAULT_PORT_BASE;
    Path data = defaultData;
    boolean fresh = false;
    boolean demo = true;
    boolean quick = false;
    boolean keepGoing = false;
    var properties = new HashMap<String, String>();
    while (!rest.isEmpty()) {
      String name = rest.remove();
      switch (name) {
        case "--gateways" -> gateways = number(name, rest);
        case "--chat-services" -> chatServices = number(name, rest);
        case "--persistence-services" -> persistenceServices = number(name, rest);
        case "--port-base" -> portBase = number(name, rest);
        case "--data" -> data = Path.of(value(name, rest));
        case "--fresh" -> fresh = true;
        case "--no-demo" -> demo = false;
        case "--quick" -> quick = true;
        case "--keep-going" -> keepGoing = true;
        case "--set" -> set(value(name, rest), properties);
        case "--help", "-h" -> {
          return new Help();
        }
        default -> throw new IllegalArgumentException("unknown option: " + name);
      }
    }
    return new Start(
        new ClusterOptions(
            gateways,
            chatServices,
            persistenceServices,
            portBase,
            data,
            fresh,
            demo,
            quick,
            false,
            properties),
        keepGoing);
  }

  private static void set(String property, Map<String, String> properties) {
    int equals = property.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set: %s (expected: name=value)".formatted(property));
    }
    properties.put(property.substring(0, equals), property.substring(equals + 1));
  }

  private static int number(String name, ArrayDeque<String> rest) {
    String value = value(name, rest);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s: %s (expected: a number)".formatted(name, value));
    }
  }

  private static String value(String name, ArrayDeque<String> rest) {
    String value = rest.poll();
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + ": nothing (expected: a value)");
    }
    return value;
  }
}
