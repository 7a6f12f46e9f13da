package chat.maru.cluster.drain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/// Processes that are stopped (SIGSTOP) for as long as this is open: their sockets stay and answer
/// nothing.
final class Frozen implements AutoCloseable {
  private final Collection<Long> pids;

  private Frozen(Collection<Long> pids) {
    this.pids = pids;
  }

  static Frozen of(Collection<Long> pids) {
    pids.forEach(pid -> signal("STOP", pid));
    return new Frozen(pids);
  }

  @Override
  public void close() {
    pids.forEach(pid -> signal("CONT", pid));
  }

  private static void signal(String signal, long pid) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + signal + " " + pid + ": " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
