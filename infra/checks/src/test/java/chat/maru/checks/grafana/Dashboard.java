package chat.maru.checks.grafana;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One dashboard file.
record Dashboard(Path file, JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static List<Dashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(Tools.root().resolve("infra/grafana/dashboards"))) {
      return files
          .sorted()
          .map(file -> new Dashboard(file, MAPPER.readTree(file.toFile())))
          .toList();
    }
  }

  String uid() {
    return json.path("uid").asString();
  }

  /// Rows too.
  List<JsonNode> everything() {
    return json.path("panels").valueStream().toList();
  }

  List<JsonNode> panels() {
    return everything().stream()
        .filter(panel -> !panel.path("type").asString().equals("row"))
        .toList();
  }

  /// As Prometheus gets them: every variable has a value.
  List<String> queries() {
    return panels().stream()
        .flatMap(panel -> panel.path("targets").valueStream())
        .map(target -> target.path("expr").asString())
        .map(query ->
            query
                .replace("$__rate_interval", "5m")
                .replace("$__range", "1h")
                .replace("$node", ".*")
                .replace("$service", ".*"))
        .toList();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
