package chat.maru.cluster.launcher;

import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildProcess;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the [AotCache] of a start for services that have none at all: some ten seconds of CPU time
/// for each, once a build. One that fails is told in its log and tried again by the next launcher;
/// nothing depends on it.
final class AotTraining implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long OWN_PID = ProcessHandle.current().pid();

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<ChildProcess> running = new HashSet<>();

  @GuardedBy("lock")
  private boolean closed;

  /// Returns when each service has its cache, or it can't be made.
  void run(ServiceCommands commands) {
    Together.run(
        Stream.of(ServiceKind.values())
            .filter(kind -> AotCache.use(commands.jar(kind)).isEmpty())
            .<Runnable>map(kind -> () -> make(kind, commands))
            .toList());
  }

  private void make(ServiceKind kind, ServiceCommands commands) {
    Path cache = AotCache.STARTED.of(commands.jar(kind));
    Path fresh = cache.resolveSibling("%s.%d".formatted(cache.getFileName(), OWN_PID));
    ChildProcess child = begin(commands.training(kind, fresh));
    if (child == null) {
      return;
    }
    try {
      if (!ended(child)) {
        child.kill();
      } else if (child.succeeded() && Files.exists(fresh)) {
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException("could not keep " + cache, e);
    } finally {
      synchronized (lock) {
        running.remove(child);
      }
    }
  }

  private static boolean ended(ChildProcess child) {
    return child
        .onExit()
        .thenApply(_ -> true)
        .completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private @Nullable ChildProcess begin(ChildCommand command) {
    synchronized (lock) {
      if (closed) {
        return null;
      }
      var child = ChildProcess.start(command);
      running.add(child);
      return child;
    }
  }

  /// Ends what is still under way; nothing begins any more.
  @Override
  public void close() {
    List<ChildProcess> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(ChildProcess::kill);
  }
}
