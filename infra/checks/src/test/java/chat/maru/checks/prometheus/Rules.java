package chat.maru.checks.prometheus;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The repository's rules and the tests of them.
public final class Rules {
  static final Path FOLDER = Tools.root().resolve("infra/prometheus");
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private Rules() {}

  static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  static JsonNode read(Path file) {
    return YAML.readTree(file.toFile());
  }

  static List<JsonNode> all() throws IOException {
    return files("rules").stream()
        .flatMap(file -> read(file).path("groups").valueStream())
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }

  static List<JsonNode> alerts() throws IOException {
    return all().stream().filter(rule -> rule.has("alert")).toList();
  }

  /// The names of what rules record.
  public static Set<String> recorded() throws IOException {
    return all().stream()
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.path("record").asString())
        .collect(Collectors.toSet());
  }

  public static List<String> queries() throws IOException {
    return all().stream().map(rule -> rule.path("expr").asString()).toList();
  }

  /// Each look of a test at an alert: with `alertname` and `exp_alerts`.
  static List<JsonNode> looks() throws IOException {
    return files("tests").stream()
        .flatMap(file -> read(file).path("tests").valueStream())
        .flatMap(test -> test.path("alert_rule_test").valueStream())
        .toList();
  }
}
