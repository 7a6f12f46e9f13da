package chat.maru.cluster.storm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/// A [Herd] and how it is told what to do.
final class Herder implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  Herder(StormOptions options, int gateway) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Herd.class.getName(),
            options.cluster().toString(),
            Integer.toString(gateway),
            Integer.toString(options.atOnce()));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    orders = process.outputWriter();
    answers = process.inputReader();
  }

  /// Begins to open more; [#awaitOpen] tells when they are.
  void open(int more) {
    try {
      orders.write(more + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new IllegalStateException("the process with the connections is gone", e);
    }
  }

  /// @return seconds that it took to open them
  double awaitOpen() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the process with the connections ended early");
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its connections end with it.
  @Override
  public void close() {
    process.destroy();
    boolean _ = process.onExit().thenApply(_ -> true).join();
  }
}
