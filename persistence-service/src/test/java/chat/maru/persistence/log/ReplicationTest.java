package chat.maru.persistence.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicationTest {
  @Test
  void threeCopiesOfWhichTwoAreInSyncWillDo() {
    assertThat(new Replication("t", 3, 2, false).faults()).isEmpty();
  }

  @Test
  void d1EveryFaultIsNamedWithItsTopicAndItsFigure() {
    assertThat(new Replication("t", 2, 1, true).faults())
        .containsExactly(
            "t: replication factor 2 (expected: >= 3)",
            "t: min.insync.replicas 1 (expected: >= 2)",
            "t: unclean.leader.election.enable true (expected: false)");
  }
}
