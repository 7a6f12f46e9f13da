package chat.maru.consumerkit.stage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One run of the consumer: its process and what it tells.
public final class Run implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(20);
  private static final int LAST_WORDS = 200;

  private final String name;
  private final Path log;
  private final Process process;
  private final EffectsReport report;
  private boolean endMeant; // only the thread that plays the scene
  private final Thread atExit = new Thread(this::killTree, "kill-consumer");

  private Run(String name, Path log, Process process, EffectsReport report) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.report = report;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static Run start(
      String name, List<String> command, Map<String, String> environment, Path report, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    EffectsReport effects = new EffectsReport(report);
    try {
      return new Run(name, log, builder.start(), effects);
    } catch (IOException e) {
      effects.close();
      throw new UnavailableException("the consumer does not start: " + e.getMessage(), e);
    }
  }

  /// What it has told so far: first what its store held when it started, then what came.
  public List<Effect> effects() {
    report.read();
    return report.effects();
  }

  /// Lines among it that are no effects.
  public List<String> strange() {
    return report.strange();
  }

  /// Asks it to end (SIGTERM) and kills it when it has not after 20 s.
  public void stop() {
    endMeant = true;
    process.destroy();
    if (!awaitEnd()) {
      kill();
    }
  }

  /// `kill -9`, to it and to all that it started.
  public void kill() {
    endMeant = true;
    killTree();
    awaitEnd();
  }

  private void killTree() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Whether it has ended without being asked.
  boolean hasEndedByItself() {
    return !endMeant && !process.isAlive();
  }

  /// Bytes told and not read yet.
  int waiting() {
    return report.waiting();
  }

  /// How it ended, with the end of its log.
  String farewell() {
    return "%s ended by itself with exit code %d: %s"
        .formatted(name, process.exitValue(), lastWords());
  }

  private String lastWords() {
    try {
      String text = Files.readString(log).strip();
      String error =
          text.lines()
              .filter(line -> line.contains("Exception") || line.contains("Error"))
              .reduce((_, later) -> later)
              .orElse(text.substring(Math.max(0, text.length() - LAST_WORDS)));
      return error.isEmpty() ? "it printed nothing" : error.strip();
    } catch (IOException e) {
      return "its log can't be read: " + e.getMessage();
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  @Override
  public void close() {
    kill();
    report.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The JVM is ending, and the hook has done its work.
    }
  }
}
