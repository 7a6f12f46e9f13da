package chat.maru.cluster.launcher;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// A line for each part that is ready; on a terminal also one, rewritten in place, for those that
/// are not yet.
final class ConsoleProgress implements Progress {

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;

  @GuardedBy("this")
  private final Set<String> starting = new LinkedHashSet<>();

  ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void starting(String name) {
    starting.add(name);
    showStarting();
  }

  @Override
  public synchronized void ready(String name, Duration took) {
    starting.remove(name);
    line(String.format(Locale.ROOT, "  %-22s ready after %4.1f s", name, took.toMillis() / 1e3));
    showStarting();
  }

  @Override
  public synchronized void note(String text) {
    line(text);
    showStarting();
  }

  /// Nothing more comes up: a failure or the end.
  synchronized void finish() {
    starting.clear();
    if (terminal) {
      out.print(ERASE);
      out.flush();
    }
  }

  private void line(String text) {
    out.println(terminal ? ERASE + text : text);
  }

  @GuardedBy("this")
  private void showStarting() {
    if (terminal && !starting.isEmpty()) {
      out.print(ERASE + "  … " + String.join(", ", starting));
      out.flush();
    }
  }
}
