package chat.maru.gateway.intake;

import chat.maru.gateway.trace.SendTrace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Log lines about sends that the log did not surely take: one in a while stands for all, the
/// counter of refused sends has their number.
final class Complaints {
  private static final Logger log = LoggerFactory.getLogger(Complaints.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AtomicLong next; // nanoTime

  Complaints(long now) {
    next = new AtomicLong(now);
  }

  void about(SendTrace trace, MessageLog.Outcome outcome, long now) {
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos())) {
      trace.say(() -> log.warn("A send was not taken into the log: {}", outcome));
    }
  }
}
