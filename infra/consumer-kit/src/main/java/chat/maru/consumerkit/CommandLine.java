package chat.maru.consumerkit;

import chat.maru.consumerkit.stage.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// What the user typed.
sealed interface CommandLine {

  /// @param json where the report goes as JSON
  record Check(Settings settings, Optional<Path> json) implements CommandLine {}

  record Example() implements CommandLine {}

  record Help() implements CommandLine {}

  /// @param why one line
  record Wrong(String why) implements CommandLine {}

  Set<String> OPTIONS =
      Set.of(
          "--bootstrap-servers",
          "--client-config",
          "--patience",
          "--hold",
          "--at-once",
          "--prefix",
          "--logs",
          "--json");

  String HELP =
      """
      consumer-kit check --bootstrap-servers HOST:PORT [options] -- COMMAND…
        Runs your consumer and tells which rules of chat.messages.v1 it breaks (docs/consumers.md).

        --client-config FILE  properties for the check's own Kafka clients, as security
        --patience SECONDS    without an effect, before the consumer counts as stuck (default 60)
        --hold SECONDS        of standstill, to count as blocked (default 6); more than your interval
                              of automatic commits
        --at-once N           scenes that play side by side (default 2)
        --prefix NAME         begins the names of its topics and groups (default consumer-kit)
        --logs DIR            where your consumer's output goes (default: a new temporary folder)
        --json FILE           the report for programs

        COMMAND gets MARU_BOOTSTRAP_SERVERS, MARU_TOPIC, MARU_GROUP_ID, MARU_STORE and MARU_EFFECTS
        in its environment. Exit code: 0 all rules hold, 1 a rule is broken, 2 nothing was judged.

      consumer-kit example
        Runs the example consumer; the same variables, all of them optional.
      """;

  static CommandLine parse(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help") && !arguments.contains("--")) {
      return new Help();
    }
    try {
      return switch (arguments.getFirst()) {
        case "check" -> check(arguments.subList(1, arguments.size()));
        case "example" -> new Example();
        default -> new Wrong(arguments.getFirst() + ": unknown (expected: check or example)");
      };
    } catch (IllegalArgumentException | IOException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static CommandLine check(List<String> arguments) throws IOException {
    ArrayDeque<String> rest = new ArrayDeque<>(arguments);
    Map<String, String> options = new HashMap<>();
    while (!rest.isEmpty() && !rest.peek().equals("--")) {
      String name = rest.remove();
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException(name + ": unknown (--help shows what there is)");
      }
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(name + ": nothing (expected: a value)");
      }
      options.put(name, rest.remove());
    }
    rest.poll();
    return new Check(
        settings(options, List.copyOf(rest)),
        Optional.ofNullable(options.get("--json")).map(Path::of));
  }

  private static Settings settings(Map<String, String> options, List<String> command)
      throws IOException {
    String servers = options.get("--bootstrap-servers");
    if (servers == null) {
      throw new IllegalArgumentException("--bootstrap-servers: nothing (expected: HOST:PORT)");
    }
    String logs = options.get("--logs");
    return new Settings(
        servers,
        command,
        seconds(options, "--patience", Settings.DEFAULT_PATIENCE),
        seconds(options, "--hold", Settings.DEFAULT_HOLD),
        number(options, "--at-once", Settings.DEFAULT_AT_ONCE),
        options.getOrDefault("--prefix", Settings.DEFAULT_PREFIX),
        client(options),
        logs == null ? Files.createTempDirectory("consumer-kit-") : Path.of(logs).toAbsolutePath());
  }

  private static Duration seconds(Map<String, String> options, String name, Duration otherwise) {
    return Duration.ofSeconds(number(options, name, (int) otherwise.toSeconds()));
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, with the numbers that are too small.
    }
    throw new IllegalArgumentException(
        "%s: %s (expected: a whole number from 1)".formatted(name, text));
  }

  private static Map<String, String> client(Map<String, String> options) throws IOException {
    Map<String, String> client = new HashMap<>();
    String file = options.get("--client-config");
    if (file != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      }
      properties.stringPropertyNames().forEach(n -> client.put(n, properties.getProperty(n)));
    }
    return client;
  }
}
