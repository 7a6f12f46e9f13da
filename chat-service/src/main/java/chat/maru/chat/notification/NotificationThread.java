package chat.maru.chat.notification;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs the [NotificationLoop] on a thread of its own from start to stop; begins anew, with a new
/// consumer, if it fails.
class NotificationThread implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationThread.class);
  private static final Duration BEFORE_NEW_CONSUMER = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Function<Consumer<String, byte[]>, NotificationLoop> loops;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Consumer<String, byte[]> current;
  private volatile @Nullable Thread thread;

  NotificationThread(
      Supplier<Consumer<String, byte[]>> consumers,
      Function<Consumer<String, byte[]>, NotificationLoop> loops) {
    this.consumers = consumers;
    this.loops = loops;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("chat-notifications").start(this::run);
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        current = consumer;
        consume(loops.apply(consumer));
      } catch (WakeupException e) {
        LOG.debug("Told to stop", e);
      } catch (RuntimeException e) {
        LOG.error("The notification consumer failed and begins anew", e);
        pause();
      }
    }
  }

  private void consume(NotificationLoop loop) {
    loop.start();
    while (stopping.getCount() > 0) {
      loop.step();
    }
  }

  private void pause() {
    try {
      boolean _ = stopping.await(BEFORE_NEW_CONSUMER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    Thread running = thread;
    if (running != null) {
      join(running);
    }
  }

  private static void join(Thread running) {
    try {
      boolean _ = running.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }
}
