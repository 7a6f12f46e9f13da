package chat.maru.cluster.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `java -cp cluster.jar chat.maru.cluster.history.Check FOLDER`: judges the run recorded there and
/// prints the table.
///
/// Exit codes: 0 all of D1 to D8 hold, and D12 if the public stream was recorded, 1 at least one is
/// violated, 2 the history can't tell, can't be read, or the command was wrong.
public final class Check {
  private static final int HOLDS = 0;
  private static final int VIOLATED = 1;
  private static final int UNTOLD = 2;

  private Check() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    if (arguments.size() != 1) {
      System.err.println("error: " + arguments + " (expected: the folder of a recorded run)");
      return UNTOLD;
    }
    try {
      Report report = HistoryChecker.check(Path.of(arguments.getFirst()));
      System.out.print(report.table());
      return exitCode(report);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("error: " + e);
      return UNTOLD;
    }
  }

  private static int exitCode(Report report) {
    if (report.violated().isEmpty()) {
      return report.allHold() ? HOLDS : UNTOLD;
    }
    return VIOLATED;
  }
}
