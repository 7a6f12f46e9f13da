package chat.maru.cluster.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The configuration that the launcher wrote, in haste: nodes are scraped every two seconds, which
/// a busy machine can keep, and rules evaluated every second.
///
/// Expressions, labels and texts of rules stay the repository's. What a test lowers it names, and
/// each `for:` is a second, so that a test need not wait as long as people would.
///
/// @param written the launcher's `prometheus.yml`
/// @param thresholds numbers with their comparison, as `> 5000`, by what takes their place; each
///   stands once in all rules
public record Setup(Path written, Map<String, String> thresholds) {

  /// Writes the configuration and a copy of the rules.
  Path into(Path folder) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (Path rule : Repository.files("prometheus/rules")) {
      String text = Files.readString(rule).replaceAll("(?m)^( +for:) \\w+$", "$1 1s");
      Files.writeString(rules.resolve(rule.getFileName()), lowered(text));
    }
    allWereThereOnce(Repository.files("prometheus/rules"));
    String hasty =
        Files.readString(written)
            .replaceAll("(scrape_interval|scrape_timeout): \\d+s", "$1: 2s")
            .replaceAll("(evaluation_interval|refresh_interval): \\d+s", "$1: 1s")
            .replace("\"targets.json\"", "\"" + written.resolveSibling("targets.json") + "\"")
            .replaceAll("\"[^\"]*/rules/\\*\\.yml\"", "\"rules/*.yml\"");
    return Files.writeString(folder.resolve("prometheus.yml"), hasty);
  }

  private String lowered(String rules) {
    String text = rules;
    for (var threshold : thresholds.entrySet()) {
      text = text.replace(threshold.getKey() + "\n", threshold.getValue() + "\n");
    }
    return text;
  }

  private void allWereThereOnce(List<Path> files) throws IOException {
    for (String threshold : thresholds.keySet()) {
      long times = 0;
      for (Path file : files) {
        try (Stream<String> lines = Files.lines(file)) {
          times += lines.filter(line -> line.endsWith(threshold)).count();
        }
      }
      if (times != 1) {
        throw new IllegalStateException(
            threshold + ": " + times + " times in the rules (expected: once)");
      }
    }
  }
}
