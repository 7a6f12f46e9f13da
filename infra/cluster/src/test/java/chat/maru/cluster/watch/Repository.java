package chat.maru.cluster.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the repository's `infra/prometheus` and `infra/grafana` name. Their form is held by the
/// checks of `infra/checks`, which also see to it that no rule or dashboard uses a metric that the
/// catalogue has not.
public final class Repository {
  private static final Path INFRA = Path.of("").toAbsolutePath().getParent();
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern METRIC =
      Pattern.compile("^\\| `([A-Za-z_0-9]+)(?:\\{[^}]*})?` \\| (\\w+) \\| [^|]+ \\| [^|]+ \\|$");
  private static final Pattern LATER = Pattern.compile("^\\| `([A-Za-z_0-9]+)` \\| [^|]+ \\|$");

  private Repository() {}

  static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(INFRA.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  /// The series of the catalogue that are there as soon as a cluster has some traffic; what appears
  /// only later the catalogue says itself, with the reason.
  public static Set<String> series() throws IOException {
    Set<String> series = new TreeSet<>();
    for (String line : Files.readAllLines(INFRA.resolve("prometheus/metrics.md"))) {
      Matcher metric = METRIC.matcher(line);
      Matcher later = LATER.matcher(line);
      if (metric.matches()) {
        series.addAll(seriesOf(metric.group(1), metric.group(2)));
      } else if (later.matches()) {
        series.removeIf(name -> name.startsWith(later.group(1)));
      }
    }
    return series;
  }

  private static Set<String> seriesOf(String metric, String type) {
    return switch (type) {
      case "histogram" -> Set.of(metric + "_bucket", metric + "_count", metric + "_sum");
      case "timer" -> Set.of(metric + "_count", metric + "_sum", metric + "_max");
      default -> Set.of(metric);
    };
  }

  /// Every query of every panel with its variables filled in, by dashboard, panel and letter.
  public static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new TreeMap<>();
    for (Path file : files("grafana/dashboards")) {
      JsonNode dashboard = MAPPER.readTree(file.toFile());
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.put(
              "%s / %s / %s"
                  .formatted(
                      dashboard.path("uid").asString(),
                      panel.path("title").asString(),
                      target.path("refId").asString()),
              filledIn(target.path("expr").asString()));
        }
      }
    }
    return queries;
  }

  private static String filledIn(String query) {
    return query
        .replace("$__rate_interval", "1m")
        .replace("$__range", "5m")
        .replace("$node", ".*")
        .replace("$service", ".*");
  }
}
