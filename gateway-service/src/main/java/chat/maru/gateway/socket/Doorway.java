package chat.maru.gateway.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many come in at once; the others wait in the order in which they came (D9).
///
/// When a gateway dies, all its clients come to the others at once. Were they all let in at once,
/// the threads of their handshakes would leave nothing to the one that speaks with Redis: what it
/// asks would time out, sessions would be closed that had just begun, and this node would take
/// itself for deaf and call all its clients to fetch (decision 19). So a handshake waits while
/// others are being judged, and while many sessions wait for Redis to know them.
final class Doorway {
  private static final int PLACES_PER_PROCESSOR = 4;
  private static final int MOST_OPENING = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore places;
  private final int mostOpening;
  private final long patience;

  @GuardedBy("this")
  private int opening;

  Doorway() {
    this(PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), MOST_OPENING, PATIENCE);
  }

  Doorway(int places, int mostOpening, Duration patience) {
    this.places = new Semaphore(places, true);
    this.mostOpening = mostOpening;
    this.patience = patience.toNanos();
  }

  /// Waits for a place, which [#leave] gives back. Returns false when that takes too long.
  boolean comeIn() {
    long deadline = System.nanoTime() + patience;
    try {
      if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
        return false;
      }
      if (awaitOpened(deadline)) {
        return true;
      }
      places.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /// The handshake is answered, however.
  void leave() {
    places.release();
  }

  /// A session is being opened until that is done.
  void opening(CompletableFuture<?> opened) {
    synchronized (this) {
      opening++;
    }
    var _ = opened.whenComplete((_, _) -> opened());
  }

  private synchronized void opened() {
    opening--;
    notifyAll();
  }

  private synchronized boolean awaitOpened(long deadline) throws InterruptedException {
    while (opening >= mostOpening) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
