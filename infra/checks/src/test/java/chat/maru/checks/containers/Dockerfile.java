package chat.maru.checks.containers;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// The instructions of a Dockerfile, in order. Knows as much of the language as ours uses:
/// comments, lines that go on after a backslash, `KEY=value` lists, and the exec form.
public record Dockerfile(List<Instruction> instructions) {
  private static final Pattern PAIR = Pattern.compile("([A-Za-z_.]+)=(\"[^\"]*\"|\\S+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param name in upper case
  public record Instruction(String name, String arguments) {

    /// The words of an exec form; throws where it is a shell form.
    List<String> exec() {
      String list = arguments.substring(arguments.indexOf('['));
      return List.of(JSON.readValue(list, String[].class));
    }

    boolean isExec() {
      return arguments.matches("(?s)(--\\S+\\s+)*(CMD\\s+)?\\[.*]");
    }
  }

  public static Path file() {
    return Tools.root().resolve("infra/Dockerfile");
  }

  public static Dockerfile ours() {
    try {
      return parse(Files.readString(file()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Dockerfile parse(String text) {
    var instructions = new ArrayList<Instruction>();
    String joined = text.replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n\\s*", "");
    for (String line : joined.lines().filter(line -> !line.isBlank()).toList()) {
      String[] parts = line.strip().split("\\s+", 2);
      instructions.add(new Instruction(parts[0].toUpperCase(java.util.Locale.ROOT), parts[1]));
    }
    return new Dockerfile(List.copyOf(instructions));
  }

  List<Instruction> all(String name) {
    return instructions.stream().filter(i -> i.name().equals(name)).toList();
  }

  /// The last of its name, which is the one that counts in an image.
  Instruction last(String name) {
    return all(name).getLast();
  }

  /// What the image sets in the environment of its process.
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    for (Instruction instruction : all("ENV")) {
      var pairs = PAIR.matcher(instruction.arguments());
      while (pairs.find()) {
        environment.put(pairs.group(1), pairs.group(2).replace("\"", ""));
      }
    }
    return environment;
  }

  /// The one management port of all services in containers.
  public int managementPort() {
    return Integer.parseInt(environment().get("MANAGEMENT_SERVER_PORT"));
  }
}
