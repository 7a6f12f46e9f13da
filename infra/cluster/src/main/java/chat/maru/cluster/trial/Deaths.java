package chat.maru.cluster.trial;

import chat.maru.cluster.launcher.LocalCluster;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The processes of a cluster that end although nobody killed or stopped them: a fault of the
/// product, whatever else holds.
final class Deaths implements AutoCloseable {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Thread watch;

  Deaths(LocalCluster cluster) {
    watch = Thread.startVirtualThread(() -> watch(cluster));
  }

  /// One line each.
  List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  private void watch(LocalCluster cluster) {
    try {
      while (true) {
        seen.add(String.valueOf(cluster.awaitDeath().getMessage()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }
}
