package chat.maru.cluster.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.outage.audience.Judgement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D4, D7 and D10: the timed outages in a short form, without their times.
@WithCluster
@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class OutagesIT {
  private static final int DEVICES = 24;
  private static final int PAIRS = 6;
  private static final int PER_SECOND = 20;
  private static final int CALM = 2;

  private final LocalCluster cluster;

  OutagesIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void mend() {
    cluster.mend();
  }

  @Test
  void whileRedisIsAwayMessagesAreAcceptedAndEverybodyHasThemAfterItsReturnWithoutData() {
    nothingIsLost(ServerOutage.REDIS, away(10, true));
  }

  @Test
  void whileKafkaIsAwayEverySendIsAnsweredAndEachMessageIsStoredOnceAfterItsReturn() {
    nothingIsLost(ServerOutage.KAFKA, away(6, false));
  }

  @Test
  void aRollingRestartOfEverythingLosesRepeatsAndReordersNothingOnScreen() {
    nothingIsLost(new RollingRestart(), away(1, false));
  }

  private void nothingIsLost(Scenario scenario, OutageOptions options) {
    Outcome outcome = scenario.run(cluster, options);
    Judgement judgement = outcome.judgement();
    assertThat(judgement.judged()).isEqualTo(DEVICES);
    assertThat(judgement.written()).isGreaterThan(PER_SECOND * options.seconds());
    assertThat(outcome.clean()).as(outcome.table()).isTrue();
  }

  private static OutageOptions away(int seconds, boolean lose) {
    return new OutageOptions(DEVICES, PAIRS, PER_SECOND, seconds, CALM, lose);
  }
}
