package chat.maru.cluster.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
    } catch (IllegalArgumentException | IOException | SQLException e) {
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
      RoundFigures figures = new Round(round, System.out::println).run();
      rounds.add(figures);
      System.out.printf("%n%s%n%s%n", FiguresTable.of(List.of(figures)), figures.report().table());
    }
    Path file = options.folder().resolve("table-%d.md".formatted(options.seed()));
    String table = FiguresTable.of(rounds);
    Files.writeString(file, table);
    if (rounds.size() > 1) {
      System.out.printf("All rounds%n%n%s%n", table);
    }
    return exitCode(rounds);
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
