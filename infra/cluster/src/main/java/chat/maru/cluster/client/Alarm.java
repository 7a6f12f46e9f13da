package chat.maru.cluster.client;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One task that is due some time; setting it anew forgets the old one. Belongs to the loop.
final class Alarm {
  private final Tasks tasks;
  private @Nullable Future<?> pending;

  Alarm(Tasks tasks) {
    this.tasks = tasks;
  }

  void set(long nanos, Runnable task) {
    silence();
    pending = tasks.later(Math.max(0, nanos), task);
  }

  void silence() {
    if (pending != null) {
      boolean _ = pending.cancel(false);
      pending = null;
    }
  }
}
