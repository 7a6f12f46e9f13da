package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;

/// One kind of outage.
interface Scenario {

  /// Leaves the cluster whole.
  Outcome run(LocalCluster cluster, OutageOptions options);
}
