package chat.maru.cluster.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a JVM keeps of an earlier run of a service, or of Kafka. It lies beside the jar that it was
/// made from and goes with it. A JVM that can't use it, because somebody wished for other options,
/// starts without it.
enum AotCache {
  /// Of a run under traffic ([Rehearsal]): as below, and how often its methods ran and how they
  /// branched (JEP 515), so that the optimising compiler need not wait to see it.
  REHEARSED("rehearsed"),
  /// Of a start ([AotTraining]): its classes, loaded and linked (JEP 483, 514). CPU time until the
  /// context stands, with the first compiler only: chat-service 7.5 → 3.6 s, gateway 5.1 → 3.1 s,
  /// persistence-service 3.0 → 1.8 s.
  STARTED("started");

  /// For the JVM that a service starts to put its cache together.
  static final Map<String, String> ENVIRONMENT =
      Map.of("JDK_AOT_VM_OPTIONS", "-XX:TieredStopAtLevel=1");

  private final String name;

  AotCache(String name) {
    this.name = name;
  }

  /// Where that jar's cache is, or would be, for this JVM.
  Path of(Path jar) {
    return jar.resolveSibling("%s-%s-%s.aot".formatted(jar.getFileName(), Runtime.version(), name));
  }

  boolean exists(Path jar) {
    return Files.exists(of(jar));
  }

  /// The options with which a JVM uses the better of the caches that are there; none without.
  static List<String> use(Path jar) {
    return Stream.of(values())
        .filter(cache -> cache.exists(jar))
        .findFirst()
        .map(cache -> List.of("-XX:AOTCache=" + cache.of(jar), "-Xlog:aot*=off"))
        .orElse(List.of());
  }

  /// The options with which a service leaves a cache in that file when it ends, which takes it some
  /// ten seconds.
  static List<String> make(Path file) {
    return List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot*=off");
  }
}
