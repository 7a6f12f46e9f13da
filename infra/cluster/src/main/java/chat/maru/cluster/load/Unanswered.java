package chat.maru.cluster.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What one device has sent into its room without an answer, in order. What was refused for now is
/// sent again as clients do it (D4): all of it in its order, after a pause, while new messages wait
/// behind it.
final class Unanswered {
  private static final Set<String> FOR_NOW =
      Set.of("not_accepted", "outcome_unknown", "retry_in_order", "rate_limited");

  private static final int PAUSE_MILLIS = 250;

  /// Behind a refused one; what is beyond is never sent.
  private static final int MOST_WAITING = 40;

  private final Consumer<String> sending;
  private final Map<String, String> frames = new LinkedHashMap<>();
  private boolean paused;

  Unanswered(Consumer<String> sending) {
    this.sending = sending;
  }

  /// @return whether it was sent or waits to be
  synchronized boolean send(String id, String frame) {
    if (paused && frames.size() >= MOST_WAITING) {
      return false;
    }
    frames.put(id, frame);
    if (!paused) {
      sending.accept(frame);
    }
    return true;
  }

  synchronized void answered(String id) {
    frames.remove(id);
  }

  synchronized void refused(String id, String code) {
    if (!FOR_NOW.contains(code)) {
      frames.remove(id);
    } else if (!paused && frames.containsKey(id)) {
      paused = true;
      int pause = PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
      Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
      CompletableFuture<Void> _ = CompletableFuture.runAsync(this::again, later);
    }
  }

  private synchronized void again() {
    paused = false;
    frames.values().forEach(sending);
  }
}
