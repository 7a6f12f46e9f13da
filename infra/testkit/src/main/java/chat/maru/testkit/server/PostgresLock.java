package chat.maru.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// PostgreSQL's `postmaster.pid` after a hard end.
///
/// PostgreSQL believes that file as long as *some* process has the pid, which after a restart of a
/// container is likely and wrong. Whoever calls this holds the data folder, so a PostgreSQL that
/// still runs on it is an orphan of ours.
final class PostgresLock {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private PostgresLock() {}

  static void release(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return;
      }
      long pid = Files.lines(file).findFirst().map(String::strip).map(Long::parseLong).orElse(0L);
      ProcessHandle.of(pid).filter(PostgresLock::isPostgres).ifPresent(PostgresLock::end);
      Files.deleteIfExists(file);
    } catch (NumberFormatException e) {
      throw new IllegalStateException("%s: no pid in its first line".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  private static void end(ProcessHandle orphan) {
    orphan.destroy();
    try {
      orphan.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      orphan.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
