package chat.maru.checks.helm;

import chat.maru.checks.Tools;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// The chart of the repository, or a copy of it that a test has changed.
record Chart(Path folder) {
  static final String RELEASE = "chat";

  static Chart ours() {
    return new Chart(Tools.root().resolve("infra/helm/maru"));
  }

  /// A copy in which one file's text reads otherwise; fails if it did not contain that text.
  Chart with(Path copy, String file, String text, String instead) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path source : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(folder.relativize(source).toString());
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
    Path changed = copy.resolve(file);
    String before = Files.readString(changed);
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + ": does not contain: " + text);
    }
    Files.writeString(changed, before.replace(text, instead));
    return new Chart(copy);
  }

  LintResult lint() {
    return new Helm(folder).lint().strict().call();
  }

  /// @param values name of a value set beside this class
  Rendered render(String values) {
    return render(values, Map.of());
  }

  /// @param changes on top of the value set
  Rendered render(String values, Map<String, Object> changes) {
    var template =
        new Helm(folder)
            .template()
            .withName(RELEASE)
            .withNamespace("chat")
            .withKubeVersion("1.33.0")
            .withValuesFile(resource(values));
    changes.forEach(template::set);
    return Rendered.parse(template.call());
  }

  private static Path resource(String name) {
    try (var in = Chart.class.getResourceAsStream("/helm/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("value set: " + name + " (expected: one in /helm)");
      }
      Path file = Files.createTempFile("maru-values", ".yaml");
      file.toFile().deleteOnExit();
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
