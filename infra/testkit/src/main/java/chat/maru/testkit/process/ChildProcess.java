package chat.maru.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One run of a program: it ends once and is not started again.
///
/// Signals go to the program and to all it started (PostgreSQL has a process for each connection),
/// so frozen means that nothing of it moves and killed means that nothing of it is left.
/// Thread-safe.
public final class ChildProcess {

  private final ChildCommand command;
  private final Process process;
  private final long logStart;
  private volatile boolean endMeant;

  private ChildProcess(ChildCommand command, Process process, long logStart) {
    this.command = command;
    this.process = process;
    this.logStart = logStart;
  }

  public static ChildProcess start(ChildCommand command) {
    try {
      Files.createDirectories(command.directory());
      Files.createDirectories(command.log().toAbsolutePath().getParent());
      long logStart = Files.exists(command.log()) ? Files.size(command.log()) : 0;
      var builder =
          new ProcessBuilder(ParentDeath.commandLine(command))
              .directory(command.directory().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
      builder.environment().putAll(command.environment());
      return new ChildProcess(command, ParentDeath.start(builder), logStart);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "could not start " + command.name() + ": " + e.getMessage(), e);
    }
  }

  public String name() {
    return command.name();
  }

  public long pid() {
    return process.pid();
  }

  public java.nio.file.Path log() {
    return command.log();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Completes when the program has ended, however it came to that.
  public CompletableFuture<ChildProcess> onExit() {
    return process.onExit().thenApply(_ -> this);
  }

  /// Whether it has ended with exit code 0.
  public boolean succeeded() {
    return !process.isAlive() && process.exitValue() == 0;
  }

  /// True when this JVM stopped or killed it, so that its end is no failure.
  public boolean endMeant() {
    return endMeant;
  }

  /// Asks it to end and, when it has not after `patience`, kills it. Returns whether it ended by
  /// itself.
  public boolean stop(Duration patience) {
    return stop("TERM", patience);
  }

  /// As [#stop(Duration)], for programs that take another signal than `TERM` as the wish for a
  /// quick, clean end.
  public boolean stop(String signal, Duration patience) {
    endMeant = true;
    if (!process.isAlive()) {
      return true;
    }
    signal("CONT", tree());
    signal(signal, List.of(process.pid()));
    if (awaitExit(patience)) {
      return true;
    }
    kill();
    return false;
  }

  /// `kill -9`: no farewell, no flush. Returns when it is gone.
  public void kill() {
    endMeant = true;
    if (!process.isAlive()) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // Also who is interrupted leaves nothing behind.
    try {
      signal("KILL", tree());
      if (!awaitExit(Duration.ofSeconds(10))) {
        throw new ChildFailedException("%s (pid %d) survived kill -9".formatted(name(), pid()));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Holds it in the middle of whatever it does; its sockets stay open and answer nothing.
  public void freeze() {
    signal("STOP", tree());
  }

  public void thaw() {
    signal("CONT", tree());
  }

  /// How it ended, for people.
  String exit() {
    int code = process.exitValue();
    return code > 128 && code < 160 ? "signal " + (code - 128) : "exit code " + code;
  }

  /// The line of this run's log that tells most about a failure.
  public String lastWords() {
    return LogTail.read(command.log(), logStart).lastWords();
  }

  private boolean awaitExit(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private List<Long> tree() {
    return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
        .toList();
  }

  /// The shell's own `kill` is there on every system, and silent about a pid that has just gone.
  private static void signal(String signal, List<Long> pids) {
    var line = new ArrayList<>(List.of("sh", "-c", "kill -" + signal + " \"$@\" 2>&1", "kill"));
    pids.forEach(pid -> line.add(Long.toString(pid)));
    try {
      Process kill =
          new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      kill.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
