package chat.maru.cluster.trial;

import static chat.maru.cluster.fault.Target.Server.KAFKA;
import static chat.maru.cluster.fault.Target.Server.POSTGRES;
import static chat.maru.cluster.fault.Target.Server.REDIS;
import static chat.maru.cluster.launcher.ServiceKind.CHAT;
import static chat.maru.cluster.launcher.ServiceKind.GATEWAY;
import static chat.maru.cluster.launcher.ServiceKind.PERSISTENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.fault.Fault;
import chat.maru.cluster.fault.PlannedFault;
import chat.maru.cluster.fault.Schedule;
import chat.maru.cluster.fault.Target;
import chat.maru.cluster.launcher.ServiceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D8 while every kind of part is killed once and frozen once under traffic. The long run
/// with random faults is a command, [FaultRun].
@Timeout(value = 900, threadMode = SEPARATE_THREAD)
class FaultRunIT {
  private static final long SEED = 20261122;
  private static final Duration LENGTH = Duration.ofSeconds(75);

  private static final List<PlannedFault> FAULTS =
      List.of(
          freeze(3, KAFKA, 3),
          kill(6, node(GATEWAY, 0), 1),
          freeze(9, node(CHAT, 0), 4),
          kill(11, node(PERSISTENCE, 0), 1),
          kill(16, REDIS, 2),
          freeze(25, POSTGRES, 4),
          freeze(32, node(GATEWAY, 1), 5),
          kill(36, KAFKA, 1),
          kill(40, node(CHAT, 1), 1),
          freeze(46, node(PERSISTENCE, 1), 12),
          freeze(52, REDIS, 4),
          kill(62, POSTGRES, 2));

  @Test
  void everyGuaranteeHoldsWhileEveryKindOfPartIsKilledAndFrozenUnderTraffic() throws Exception {
    Path target = Files.createDirectories(Path.of("target", "fault-runs"));
    Path folder = Files.createTempDirectory(target, "it-");
    FaultRunOptions options =
        new FaultRunOptions(
            1,
            SEED,
            LENGTH,
            100,
            12,
            new FaultRunOptions.Nodes(2, 2, 2),
            FaultRunOptions.Faults.PROCESSES,
            folder);

    RoundFigures figures =
        new Round(options, new Schedule(SEED, FAULTS), System.out::println).run();

    System.out.println(FiguresTable.of(List.of(figures)));
    assertThat(figures.unsettled()).isEmpty();
    assertThat(figures.report().allHold()).as(figures.report().table()).isTrue();
    assertThat(figures.faults())
        .extracting(SufferedFault::planned)
        .containsExactlyInAnyOrderElementsOf(FAULTS);
    assertThat(figures.faults()).allMatch(suffered -> suffered.sends() > 0);
  }

  private static Target node(ServiceKind kind, int index) {
    return new Target.Node(kind, index);
  }

  private static PlannedFault kill(long at, Target target, long seconds) {
    return new PlannedFault(
        Duration.ofSeconds(at), new Fault.Kill(target, Duration.ofSeconds(seconds)));
  }

  private static PlannedFault freeze(long at, Target target, long seconds) {
    return new PlannedFault(
        Duration.ofSeconds(at), new Fault.Freeze(target, Duration.ofSeconds(seconds)));
  }
}
