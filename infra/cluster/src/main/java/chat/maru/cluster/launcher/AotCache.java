package chat.maru.cluster.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the JVM keeps of an earlier start of a service (JEP 483, 514): its classes, loaded and
/// linked. CPU time until the context stands, with the first compiler only: chat-service 7.5 → 3.6
/// s, gateway 5.1 → 3.1 s, persistence-service 3.0 → 1.8 s.
///
/// It lies beside the jar that it was made from and goes with it. A JVM that can't use it, because
/// somebody wished for other options, starts without it.
final class AotCache {

  private AotCache() {}

  /// Where that jar's cache is, or would be, for this JVM.
  static Path of(Path jar) {
    return jar.resolveSibling("%s-%s.aot".formatted(jar.getFileName(), Runtime.version()));
  }

  /// The options with which a JVM uses the cache; none as long as there is no cache.
  static List<String> use(Path jar) {
    Path cache = of(jar);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off") : List.of();
  }

  /// The options with which a service goes as far as a complete context, listens to nothing,
  /// consumes nothing, leaves the cache in that file and ends.
  static List<String> make(Path file) {
    return List.of(
        "-XX:AOTCacheOutput=" + file, "-Xlog:aot*=off", "-Dspring.context.exit=onRefresh");
  }
}
