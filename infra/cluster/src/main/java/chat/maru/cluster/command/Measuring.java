package chat.maru.cluster.command;

import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How a measuring command ends: prints its figures, writes them where the user wants them too, and
/// says by its exit code what they are worth.
public final class Measuring {
  private static final int NOT_CLEAN = 1;
  private static final int NOT_MEASURED = 2;

  private Measuring() {}

  /// From what was typed to the figures.
  public interface Work {
    /// @throws IllegalArgumentException when what was typed makes no sense
    Found measure() throws IOException, SQLException;
  }

  /// @param json file for the figures; absent = print them only
  public record Found(Figures figures, @Nullable Path json) {}

  /// @return 0, 1 when the figures are not clean, 2 with one line on the error stream when there
  ///   are none
  public static int exitCode(Work work) {
    try {
      return told(work.measure());
    } catch (RuntimeException | IOException | SQLException e) {
      System.err.println("error: " + e.getMessage());
      return NOT_MEASURED;
    }
  }

  private static int told(Found found) throws IOException {
    Figures figures = found.figures();
    System.out.print(figures.table());
    Path json = found.json();
    if (json != null) {
      Files.writeString(
          json, ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }
    return figures.clean() ? 0 : NOT_CLEAN;
  }
}
