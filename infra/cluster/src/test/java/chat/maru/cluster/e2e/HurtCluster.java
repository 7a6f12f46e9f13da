package chat.maru.cluster.e2e;

import chat.maru.cluster.launcher.LocalCluster;
import org.junit.jupiter.api.AfterEach;

/// A class whose tests hurt the cluster: after each of them it is mended and their sessions end.
abstract class HurtCluster {
  final LocalCluster cluster;
  final World world;

  HurtCluster(LocalCluster cluster) {
    this.cluster = cluster;
    world = new World(cluster.state());
  }

  @AfterEach
  void mend() {
    cluster.mend();
    world.close();
  }
}
