package chat.maru.cluster.trial;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.fault.Fault;
import chat.maru.cluster.fault.PlannedFault;
import chat.maru.cluster.fault.Target;
import chat.maru.cluster.history.HistoryChecker;
import chat.maru.cluster.history.Report;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import chat.maru.cluster.trial.device.Ledger.Totals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTableTest {
  private static final Fault KILL = new Fault.Kill(Target.Server.KAFKA, Duration.ofSeconds(1));
  private static final Fault FREEZE = new Fault.Freeze(Target.Server.REDIS, Duration.ofSeconds(1));

  private static final MessageCopy OTHER =
      new MessageCopy("room", 1, "m2", "bob", "c2", "digest", Instant.EPOCH);

  /// Ann was told of a message that the database has not.
  private static final Report LOST =
      HistoryChecker.check(
          List.of(
              new Recorded("ann", "ann", 0, new HistoryEvent.Began(true, true, Map.of())),
              new Recorded("ann", "ann", 1, new HistoryEvent.Acked("c1", "room", "m1")),
              new Recorded("ann", "ann", 2, new HistoryEvent.Ended(true, true)),
              Recorded.ofDatabase(3, new HistoryEvent.Head("room", 1, List.of("ann", "bob"))),
              Recorded.ofDatabase(3, new HistoryEvent.Row(OTHER))));

  private static RoundFigures round(long seed, long outage, Fault fault, long sends) {
    return new RoundFigures(
        seed,
        Path.of("x"),
        List.of(new SufferedFault(new PlannedFault(Duration.ZERO, fault), sends)),
        1_000,
        new Totals(1_010, 1_001, 7, Map.of("not_accepted", 3L), 2, 4, outage, 0),
        LOST,
        seed == 2 ? List.of("p01: 3 sends unanswered") : List.of());
  }

  private final String table =
      FiguresTable.of(
          List.of(
              round(1, 2_000_000_000, KILL, 5),
              round(2, 3_500_000_000L, KILL, 0),
              round(3, 1, FREEZE, 9)));

  @Test
  void sumsRounds() {
    assertThat(table)
        .contains("| messages offered | 3,000 |")
        .contains("| accepted | 3,003 |")
        .contains("| refusals | `not_accepted` 9 |")
        .contains("| faults | 3 |");
  }

  @Test
  void ofWaitsItTellsTheLongest() {
    assertThat(table).contains("| longest wait of a sender for its answer | 3.5 s |");
  }

  @Test
  void countsFaultsByTargetAndKind() {
    assertThat(table)
        .contains("| kafka | kill -9 | 2 | 1 |")
        .contains("| redis | freeze | 1 | 1 |");
  }

  @Test
  void tellsViolationsAndWhatWasNotAtRest() {
    assertThat(table)
        .contains("| D1 accepted is durable | 3 checks, **3 violated** |")
        .contains("seed 2, not at rest: p01: 3 sends unanswered");
  }
}
