package chat.maru.chat.lag;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Measures again and again on a thread of its own, which Kafka may hold up. An outage is one line
/// in the log, its end another.
class LagRounds implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LagRounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final LagProbe probe;
  private final LagMeters meters;
  private final Duration every;
  private boolean failing; // of the rounds' thread
  private volatile @Nullable ScheduledExecutorService thread;

  LagRounds(LagProbe probe, LagMeters meters, Duration every) {
    this.probe = probe;
    this.meters = meters;
    this.every = every;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chat-lag").factory());
    var _ = started.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  private void round() {
    try {
      meters.measured(probe.measure());
      if (failing) {
        LOG.info("Consumers' lag is measured again");
      }
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      if (!failing) {
        LOG.warn("Consumers' lag can't be measured: {}", String.valueOf(e));
      }
      failing = true;
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = thread;
    if (running == null) {
      return;
    }
    running.shutdownNow();
    try {
      if (running.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        probe.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
