package chat.maru.cluster.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Runs pieces of work side by side.
public final class Together {

  private Together() {}

  /// Returns when all are done. The first failure interrupts the others, and is thrown when they
  /// have ended.
  public static void run(Collection<? extends Runnable> work) {
    RuntimeException failure = null;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ExecutorCompletionService<Void>(executor);
      var open = new ArrayList<>(work);
      open.forEach(piece -> done.submit(piece, null));
      for (int i = 0; i < open.size() && failure == null; i++) {
        failure = failureOf(done);
      }
      if (failure != null) {
        executor.shutdownNow();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException failureOf(ExecutorCompletionService<Void> done) {
    try {
      done.take().get();
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ClusterException("interrupted");
    }
  }
}
