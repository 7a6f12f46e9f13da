package chat.maru.testkit.server;

import chat.maru.testkit.process.ChildProcess;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A handle on a server that a test can hurt. It keeps port and data through [#restart()]; pid and
/// process change.
///
/// Not thread-safe in its changes: one thread stops, kills, freezes or restarts a server at a time.
/// Reading is free.
public abstract sealed class EmbeddedServer implements AutoCloseable
    permits KafkaServer, RedisServer, PostgresServer {

  private final ServerOptions options;
  private volatile ChildProcess child;
  private volatile Consumer<ChildProcess> watcher = _ -> {};

  EmbeddedServer(ServerOptions options, ChildProcess child) {
    this.options = options;
    this.child = child;
  }

  /// A new process on the same folder and port; returns when it answers.
  abstract ChildProcess launch();

  /// Returns when the process really answers; throws in one line when it dies or takes too long.
  abstract void awaitAnswer(ChildProcess running);

  /// Waits for a new process to answer; when it does not, nothing of it stays.
  static ChildProcess upOrGone(ChildProcess fresh, Consumer<ChildProcess> wait) {
    try {
      wait.accept(fresh);
      return fresh;
    } catch (RuntimeException e) {
      fresh.kill();
      throw e;
    }
  }

  /// Asks the process to end and waits for it.
  abstract void end(ChildProcess running);

  /// Ends it cleanly; nothing happens when it is down already.
  public final void stop() {
    end(child);
  }

  /// `kill -9`, with all its processes.
  public final void kill() {
    child.kill();
  }

  /// Stops all its processes where they are (SIGSTOP): connections stay open and nothing answers.
  public final void freeze() {
    child.freeze();
  }

  /// Its answers come again some time later; see [#awaitAnswer()].
  public final void thaw() {
    child.thaw();
  }

  /// Returns when it answers as it does after a start; throws in one line when it is dead or takes
  /// too long.
  public final void awaitAnswer() {
    awaitAnswer(child);
  }

  /// Up again on the same port with the same data, also after [#kill()]; ends it first when it
  /// runs.
  public final void restart() {
    stop();
    child = launch();
    watcher.accept(child);
  }

  /// Shows the running process, and from now on that of every restart as soon as it answers.
  public final void watchedBy(Consumer<ChildProcess> watcher) {
    this.watcher = watcher;
    watcher.accept(child);
  }

  @Override
  public final void close() {
    stop();
  }

  public final boolean isAlive() {
    return child.isAlive();
  }

  public final long pid() {
    return child.pid();
  }

  public final int port() {
    return options.port();
  }

  public final Path log() {
    return options.log();
  }

  final ChildProcess process() {
    return child;
  }

  final ServerOptions options() {
    return options;
  }
}
