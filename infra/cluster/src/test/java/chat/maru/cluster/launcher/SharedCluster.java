package chat.maru.cluster.launcher;

import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one cluster that runs in this JVM now, in a temporary folder of its own.
final class SharedCluster implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "cluster-logs");

  private @Nullable LocalCluster cluster;
  private @Nullable Path folder;
  private int number;

  LocalCluster cluster() {
    if (cluster == null) {
      throw new IllegalStateException("cluster: none (expected: asked for with @WithCluster)");
    }
    return cluster;
  }

  /// Keeps the running one, mended, when it is what is wanted; else starts another in its place.
  void provide(UnaryOperator<ClusterOptions> wanted) {
    if (cluster != null && isWanted(cluster.options(), wanted)) {
      cluster.mend();
      return;
    }
    close();
    try {
      folder = Files.createTempDirectory("maru cluster ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      cluster = LocalCluster.start(wanted.apply(ClusterOptions.forTests(folder)));
    } finally {
      if (cluster == null) {
        keepLogs();
      }
    }
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
      cluster = null;
      keepLogs();
    }
  }

  private static boolean isWanted(ClusterOptions running, UnaryOperator<ClusterOptions> wanted) {
    return running.equals(
        wanted.apply(ClusterOptions.forTests(running.data(), running.portBase())));
  }

  private void keepLogs() {
    Path from = folder;
    if (from == null) {
      return;
    }
    Path to = LOGS.resolve(ProcessHandle.current().pid() + "-" + ++number);
    try (Stream<Path> logs = Files.list(from.resolve("logs"))) {
      Files.createDirectories(to);
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        Files.copy(log, to.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      System.err.println("The cluster's logs could not be kept: " + e);
    }
    Folders.delete(from);
    folder = null;
  }
}
