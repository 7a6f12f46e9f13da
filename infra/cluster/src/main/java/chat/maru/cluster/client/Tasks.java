package chat.maru.cluster.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client's thread: what is to run on it, now, later, or after a blocking call.
final class Tasks {
  private final EventLoop loop;

  Tasks(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  void run(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  Future<?> later(long nanos, Runnable task) {
    return loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /// Runs `call` on a virtual thread and `then` on the loop with either its value or its failure.
  <T> void call(Supplier<T> call, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    Thread _ =
        Thread.startVirtualThread(() -> {
          try {
            T value = call.get();
            loop.execute(() -> then.accept(value, null));
          } catch (RuntimeException failure) {
            loop.execute(() -> then.accept(null, meaning(failure)));
          }
        });
  }

  /// An answer that comes after the loop has ended is nobody's.
  private void hand(Runnable task) {
    if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }
}
