package chat.maru.cluster.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What one device has sent into its room without an answer, in order. What was refused for now is
/// sent again as careful clients do it (D4): after a pause the oldest alone, then two more for each
/// answer, in order, while new messages wait behind them. All at once would be refused at once,
/// too.
final class Unanswered {
  private static final Set<String> FOR_NOW =
      Set.of("not_accepted", "outcome_unknown", "retry_in_order", "rate_limited");

  private static final int PAUSE_MILLIS = 250;

  /// Behind a refused one; what is beyond is never sent.
  private static final int MOST_WAITING = 40;

  private final Consumer<String> sending;
  private final Map<String, String> frames = new LinkedHashMap<>();
  private final Deque<String> again = new ArrayDeque<>(); // ids of those that wait to be sent
  private boolean paused;

  Unanswered(Consumer<String> sending) {
    this.sending = sending;
  }

  /// @return whether it was sent or waits to be
  synchronized boolean send(String id, String frame) {
    boolean waits = paused || !again.isEmpty();
    if (waits && frames.size() >= MOST_WAITING) {
      return false;
    }
    frames.put(id, frame);
    if (waits) {
      again.add(id);
    } else {
      sending.accept(frame);
    }
    return true;
  }

  synchronized void answered(String id) {
    if (frames.remove(id) != null && !paused) {
      sendAgain(2);
    }
  }

  /// @param afterMillis as the refusal says
  synchronized void refused(String id, String code, long afterMillis) {
    if (!FOR_NOW.contains(code)) {
      answered(id);
    } else if (!paused && frames.containsKey(id)) {
      paused = true;
      long pause =
          Math.max(PAUSE_MILLIS, afterMillis) + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
      Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
      CompletableFuture<Void> _ = CompletableFuture.runAsync(this::resume, later);
    }
  }

  private synchronized void resume() {
    paused = false;
    again.clear();
    again.addAll(frames.keySet());
    sendAgain(1);
  }

  private void sendAgain(int most) {
    for (int i = 0; i < most && !again.isEmpty(); i++) {
      String frame = frames.get(again.poll());
      if (frame != null) {
        sending.accept(frame);
      }
    }
  }
}
