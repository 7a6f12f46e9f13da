package chat.maru.testkit.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a child to become what it should be.
public final class Await {

  private Await() {}

  /// Asks every `pause` until the answer is yes. Throws [ChildFailedException] as soon as the child
  /// is dead, or when `patience` is over.
  public static void ready(
      ChildProcess child,
      String waitedFor,
      Duration patience,
      Duration pause,
      BooleanSupplier ready) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!child.isAlive()) {
        throw ChildFailedException.dead(child);
      }
      if (System.nanoTime() - deadline > 0) {
        throw ChildFailedException.notReady(child, waitedFor);
      }
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new ChildFailedException("interrupted while waiting for " + child.name());
      }
    }
  }
}
