package chat.maru.cluster.launcher;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.load.SomeTraffic;
import chat.maru.cluster.storm.SomeVisits;
import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/// Once for each build a small cluster of its own goes through [SomeTraffic] and [SomeVisits] and
/// leaves an [AotCache] of it: a cluster that starts with that has within half a minute the speed
/// for which it would need several.
///
/// One that fails is told, and tried again by the next launcher; nothing depends on it.
record Rehearsal(Repository repository, Progress progress) {

  /// Returns when each service has its cache, or it can't be made.
  void ifDue(Map<ServiceKind, Path> built) {
    Map<ServiceKind, Path> jars = ServiceJar.extracted(built);
    if (isDone(jars)) {
      return;
    }
    progress.note("Rehearsing with some traffic, once for each build (about two minutes) …");
    long begin = System.nanoTime();
    Path folder = folder();
    try {
      play(folder);
      for (ServiceKind kind : ServiceKind.values()) {
        keep(folder, kind.module(), requireNonNull(jars.get(kind)));
      }
      keep(folder, BringUp.KAFKA, repository.kafka());
      progress.ready("rehearsal", Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException | RuntimeException e) {
      progress.note("The rehearsal failed, so starts take longer: " + e.getMessage());
    } finally {
      Folders.delete(folder);
    }
  }

  private boolean isDone(Map<ServiceKind, Path> jars) {
    return jars.values().stream().allMatch(AotCache.REHEARSED::exists)
        && AotCache.REHEARSED.exists(repository.kafka());
  }

  private static void keep(Path folder, String name, Path jar) throws IOException {
    Files.move(
        DataFolder.aotCache(folder, name),
        AotCache.REHEARSED.of(jar),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static void play(Path folder) {
    try (var cluster = LocalCluster.start(ClusterOptions.forRehearsal(folder))) {
      SomeVisits.to(cluster.state(), SomeTraffic.through(cluster.state()));
    }
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(repository.launcher()), "rehearsal-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
