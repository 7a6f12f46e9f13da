package chat.maru.cluster.storm;

import chat.maru.cluster.load.Latency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Lets clients in one behind the other, so many handshakes under way at a time, and none of them
/// on a thread of its own.
final class Rush {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);
  private static final long PATIENCE_SECONDS = 120;

  private final int atOnce;

  Rush(int atOnce) {
    this.atOnce = atOnce;
  }

  /// @param seconds from the first to connect to the last welcome
  /// @param toWelcome from a client's first attempt, refusals and pauses included
  record Admission(int clients, double seconds, Latency toWelcome) {
    double perSecond() {
      return clients / seconds;
    }
  }

  /// Returns when all were welcomed.
  Admission admit(List<Client> clients) {
    Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    long start = System.nanoTime();
    each(
        clients,
        client -> {
          long from = System.nanoTime();
          return client.connect().thenRun(() -> record(micros, System.nanoTime() - from));
        });
    return new Admission(clients.size(), (System.nanoTime() - start) / 1e9, Latency.of(micros));
  }

  /// Returns when all are gone.
  void dismiss(List<Client> clients) {
    each(clients, Client::leave);
  }

  private void each(List<Client> clients, Function<Client, CompletableFuture<Void>> step) {
    Semaphore places = new Semaphore(atOnce);
    for (Client client : clients) {
      take(places, 1);
      var _ = step.apply(client).whenComplete((_, _) -> places.release());
    }
    take(places, atOnce);
  }

  private static void take(Semaphore places, int permits) {
    try {
      if (!places.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "clients wait for more than %d s".formatted(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void record(Histogram micros, long nanos) {
    micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST_MICROS));
  }
}
