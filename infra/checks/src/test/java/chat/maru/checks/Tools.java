package chat.maru.checks;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The validators that come with the machine, and this repository's folders.
public final class Tools {
  private static final long MOST_SECONDS = 240;

  private Tools() {}

  /// The repository's root.
  public static Path root() {
    return Path.of("").toAbsolutePath().getParent().getParent();
  }

  /// Where a program is on the PATH; without it the test is skipped or, where `e2e.required` is
  /// true, fails.
  ///
  /// @param from says how to get it
  public static Path find(String program, String from) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing(program, from));
  }

  /// @param output of both streams
  public record Result(int status, String output) {}

  /// Runs to the end, however it ends.
  public static Result run(Path folder, List<String> command) throws IOException {
    Path output = Files.createTempFile("maru-check", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        fail(command + " did not end within " + MOST_SECONDS + " s");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private static Path missing(String program, String from) {
    return missing(program + " is not on the PATH (" + from + ")");
  }

  /// Skips the test or, where `e2e.required` is true, fails it.
  public static <T> T missing(String why) {
    System.err.println("Skipped: " + why);
    return Boolean.getBoolean("e2e.required") ? fail(why) : abort(why);
  }
}
