package chat.maru.gateway.delivery;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.timer.Timer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/// Tells all sessions of this node to fetch, spread over a moment, so that chat-service is not
/// asked by all at once.
final class Resync {
  private static final int SLICES = 20;
  private static final Duration SLICE = Duration.ofMillis(50);
  private static final Outgoing FRAME = Outgoing.of(new ServerFrame.Resync());

  private final Sessions sessions;
  private final Timer timer;
  private final Map<Break, Counter> told = new EnumMap<>(Break.class);

  Resync(Sessions sessions, Timer timer, MeterRegistry registry) {
    this.sessions = sessions;
    this.timer = timer;
    for (Break cause : Break.values()) {
      told.put(cause, registry.counter("maru.gateway.resyncs", "cause", cause.tag()));
    }
  }

  void tellAll(Break cause) {
    Counter count = Objects.requireNonNull(told.get(cause));
    int turn = ThreadLocalRandom.current().nextInt(SLICES);
    for (int i = 0; i < SLICES; i++) {
      int slice = (i + turn) % SLICES;
      timer.after(SLICE.multipliedBy(i), () -> tell(slice, count));
    }
  }

  private void tell(int slice, Counter count) {
    sessions.forEach(session -> {
      if (Math.floorMod(session.id().hashCode(), SLICES) == slice) {
        session.offer(FRAME);
        count.increment();
      }
    });
  }
}
