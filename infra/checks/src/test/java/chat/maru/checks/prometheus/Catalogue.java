package chat.maru.checks.prometheus;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of `infra/prometheus/metrics.md`.
///
/// @param types by metric, without labels
public record Catalogue(Map<String, String> types) {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z_0-9]+)(?:\\{[^}]*})?` \\| (\\w+) \\| [^|]+ \\| [^|]+ \\|$");

  public static Catalogue read() throws IOException {
    Map<String, String> types = new TreeMap<>();
    for (String line : Files.readAllLines(Tools.root().resolve("infra/prometheus/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && types.put(row.group(1), row.group(2)) != null) {
        throw new IllegalStateException(row.group(1) + " is listed twice");
      }
    }
    return new Catalogue(types);
  }

  /// What a query may name.
  public Set<String> series() {
    Set<String> series = new TreeSet<>();
    types.forEach((metric, type) -> series.addAll(seriesOf(metric, type)));
    return series;
  }

  public static Set<String> seriesOf(String metric, String type) {
    return switch (type) {
      case "gauge", "counter" -> Set.of(metric);
      case "timer" -> Set.of(metric + "_count", metric + "_sum", metric + "_max");
      case "histogram" -> Set.of(metric + "_bucket", metric + "_count", metric + "_sum");
      default -> throw new IllegalStateException(metric + " has no type: " + type);
    };
  }
}
