package chat.maru.testkit.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/// This JVM's own jars, also those that a jar names in its manifest (the packaged launcher is
/// started with `-jar`).
final class RunningClassPath {

  private RunningClassPath() {}

  /// The jars whose file name starts with one of `prefixes`, as a class path.
  static String jars(Set<String> prefixes) {
    return all().stream()
        .filter(jar -> prefixes.stream().anyMatch(jar.getFileName().toString()::startsWith))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Changes whenever one of them does, or moves.
  static String fingerprint(Set<String> prefixes) {
    StringBuilder seen = new StringBuilder();
    for (String jar : jars(prefixes).split(File.pathSeparator)) {
      File file = new File(jar);
      seen.append(jar).append(file.length()).append(file.lastModified());
    }
    return UUID.nameUUIDFromBytes(seen.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Set<Path> all() {
    var found = new LinkedHashSet<Path>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      add(Path.of(entry).toAbsolutePath().normalize(), found);
    }
    return found;
  }

  private static void add(Path entry, Set<Path> found) {
    if (!entry.toString().endsWith(".jar") || !Files.isRegularFile(entry) || !found.add(entry)) {
      return;
    }
    try (var jar = new JarFile(entry.toFile())) {
      var manifest = jar.getManifest();
      String named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (named == null) {
        return;
      }
      for (String relative : named.strip().split("\\s+")) {
        add(Path.of(entry.toUri().resolve(relative)).normalize(), found);
      }
    } catch (IOException e) {
      // Not a jar that the JVM could use either.
    }
  }
}
