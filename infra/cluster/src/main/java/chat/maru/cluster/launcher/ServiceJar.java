package chat.maru.cluster.launcher;

import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A service's jar in the form in which it starts quickest: taken apart once for each build, beside
/// the jar.
final class ServiceJar {

  /// Of older builds, those that a running cluster may still use.
  private static final int KEPT = 2;

  private ServiceJar() {}

  /// Each kind's, likewise.
  static Map<ServiceKind, Path> extracted(Map<ServiceKind, Path> jars) {
    Map<ServiceKind, Path> extracted = new EnumMap<>(ServiceKind.class);
    jars.forEach((kind, jar) -> extracted.put(kind, extracted(jar)));
    return extracted;
  }

  /// The jar to start, with its libraries beside it.
  static Path extracted(Path jar) {
    try {
      Path all = jar.resolveSibling("extracted");
      FileTime built = Files.getLastModifiedTime(jar);
      Path done = all.resolve("%d-%d".formatted(built.toMillis(), Files.size(jar)));
      if (!Files.isDirectory(done)) {
        Files.createDirectories(all);
        extract(jar, done);
        forgetOlder(all);
      }
      return done.resolve(jar.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("could not take apart " + jar, e);
    }
  }

  private static void extract(Path jar, Path done) throws IOException {
    Path fresh = Files.createTempDirectory(done.getParent(), "new-");
    Process tool =
        new ProcessBuilder(
                Java.program(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                fresh.toString())
            .redirectErrorStream(true)
            .start();
    tool.getOutputStream().close();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IOException("%s: %s".formatted(jar, output.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try {
      Files.move(fresh, done, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Folders.delete(fresh);
      if (!Files.isDirectory(done)) {
        throw e;
      } // Else another launcher was first.
    }
  }

  private static void forgetOlder(Path all) throws IOException {
    List<Path> builds;
    try (Stream<Path> content = Files.list(all)) {
      builds =
          content
              .filter(path -> !path.getFileName().toString().startsWith("new-"))
              .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified()).reversed())
              .toList();
    }
    builds.stream().skip(KEPT).forEach(Folders::delete);
  }
}
