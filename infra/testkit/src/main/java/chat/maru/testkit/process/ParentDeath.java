package chat.maru.testkit.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts children so that the kernel ends them when this JVM is gone.
///
/// On Linux each child runs in a session of its own (Ctrl-C in the terminal reaches the launcher
/// only, which then stops its children in order) and asks for a signal at its parent's death. The
/// kernel means the parent *thread*, so all children are started by one thread that lives as long
/// as the JVM. Where `setpriv` or `setsid` are missing (macOS) a child starts plainly: it still
/// ends with every orderly stop, but not with a `kill -9` of this JVM.
final class ParentDeath {

  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("child-spawner").daemon(true).factory());
  private static final boolean OWN_SESSION = Trial.works("setsid", "true");
  private static final boolean SIGNALLED = Trial.works("setpriv", "--pdeathsig", "KILL", "true");

  private ParentDeath() {}

  static Process start(ProcessBuilder builder) throws IOException {
    try {
      return SPAWNER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + builder.command().getFirst(), e);
    }
  }

  /// The full command line. Each wrapper replaces itself by what follows, so the pid is the
  /// program's.
  static List<String> commandLine(ChildCommand command) {
    var line = new ArrayList<String>();
    if (OWN_SESSION) {
      line.add("setsid");
    }
    line.addAll(command.identity());
    if (SIGNALLED) {
      line.addAll(List.of("setpriv", "--pdeathsig", command.whenParentDies()));
    }
    line.addAll(command.arguments());
    return line;
  }
}
