package chat.maru.gateway.timer;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs short tasks later, one after the other. A task that fails is logged and comes again.
public final class Timer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Timer.class);

  private final ScheduledThreadPoolExecutor executor;

  public Timer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timer").daemon().factory(), (_, _) -> {});
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  public Future<?> every(Duration period, Runnable task) {
    return executor.scheduleAtFixedRate(
        () -> run(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Nothing happens after [#close].
  public void after(Duration pause, Runnable task) {
    var _ = executor.schedule(() -> run(task), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("A timed task failed", e);
    }
  }
}
