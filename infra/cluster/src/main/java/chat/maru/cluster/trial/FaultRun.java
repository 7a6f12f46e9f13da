package chat.maru.cluster.trial;

import chat.maru.cluster.fault.ClusterShape;
import chat.maru.cluster.fault.Limits;
import chat.maru.cluster.fault.Schedule;
import chat.maru.cluster.launcher.ClusterException;
import chat.maru.cluster.trial.FaultRunOptions.Faults;
import chat.maru.testkit.process.ChildFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The command that proves D1 to D8 under faults: `java -cp infra/cluster/target/cluster.jar
/// chat.maru.cluster.trial.FaultRun --help`.
///
/// Exit codes: 0 every guarantee held in every round, 1 one was violated, 2 it can't be told or the
/// command was wrong.
public final class FaultRun {
  private static final int HOLDS = 0;
  private static final int VIOLATED = 1;
  private static final int UNTOLD = 2;
  private static final int MOST_SEED = 1_000_000;

  private FaultRun() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(FaultRunOptions.HELP);
      return HOLDS;
    }
    try {
      long seed = new SplittableRandom().nextInt(MOST_SEED);
      return run(FaultRunOptions.parse(arguments, seed));
    } catch (IllegalArgumentException
        | ClusterException
        | ChildFailedException
        | IOException
        | SQLException e) {
      System.err.println("error: " + e.getMessage());
      return UNTOLD;
    }
  }

  private static int run(FaultRunOptions options) throws IOException, SQLException {
    List<RoundFigures> rounds = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      FaultRunOptions round = options.round(i);
      System.out.printf(
          "Round %d of %d, seed %d, in %s%n", i, options.rounds(), round.seed(), round.folder());
      Schedule schedule = schedule(round);
      System.out.print(schedule.table());
      RoundFigures figures = new Round(round, schedule, System.out::println).run();
      rounds.add(figures);
      Files.writeString(
          options.folder().resolve("table-%d.md".formatted(options.seed())),
          FiguresTable.of(rounds));
      System.out.printf("%n%s%n%s%n", FiguresTable.of(List.of(figures)), figures.report().table());
    }
    if (rounds.size() > 1) {
      System.out.printf("All rounds%n%n%s%n", FiguresTable.of(rounds));
    }
    return exitCode(rounds);
  }

  /// A short round has a shorter quiet end.
  private static Schedule schedule(FaultRunOptions options) {
    if (options.faults() == Faults.NONE) {
      return new Schedule(options.seed(), List.of());
    }
    Limits usual = Limits.of(options.length());
    Duration fifth = options.length().dividedBy(5);
    Duration quiet = fifth.compareTo(usual.quietEnd()) < 0 ? fifth : usual.quietEnd();
    FaultRunOptions.Nodes nodes = options.nodes();
    ClusterShape shape =
        new ClusterShape(nodes.gateways(), nodes.chatServices(), nodes.persistenceServices());
    return Schedule.of(
        options.seed(),
        options.faults() == Faults.ALL ? shape.withLinks() : shape,
        new Limits(options.length(), quiet, usual.outage(), usual.outageShare()));
  }

  private static int exitCode(List<RoundFigures> rounds) {
    if (rounds.stream().allMatch(RoundFigures::holds)) {
      return HOLDS;
    }
    return rounds.stream().anyMatch(round -> !round.report().violated().isEmpty())
        ? VIOLATED
        : UNTOLD;
  }
}
