package chat.maru.persistence.log;

import java.util.ArrayList;
import java.util.List;

/// How a topic keeps its copies.
///
/// @param replicas copies of the partition that has fewest
/// @param minInsync copies that must have a record before it is acknowledged
/// @param uncleanElection whether a copy that lacks acknowledged records may lead
record Replication(String topic, int replicas, int minInsync, boolean uncleanElection) {
  private static final int REPLICAS = 3;
  private static final int MIN_INSYNC = 2;

  /// Why an acknowledged record would not outlive the loss of any one broker (D1).
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (replicas < REPLICAS) {
      faults.add(topic + ": replication factor " + replicas + " (expected: >= " + REPLICAS + ")");
    }
    if (minInsync < MIN_INSYNC) {
      faults.add(
          topic + ": min.insync.replicas " + minInsync + " (expected: >= " + MIN_INSYNC + ")");
    }
    if (uncleanElection) {
      faults.add(topic + ": unclean.leader.election.enable true (expected: false)");
    }
    return faults;
  }
}
