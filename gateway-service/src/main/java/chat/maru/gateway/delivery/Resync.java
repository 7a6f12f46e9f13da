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

/// Tells all sessions of this node to fetch, many of them spread over up to a second, so that
/// chat-service is not asked by all at once.
final class Resync {
  private static final int MOST_SLICES = 20;
  private static final int SESSIONS_OF_SLICE = 50;
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
    int slices = Math.clamp(sessions.count() / SESSIONS_OF_SLICE + 1, 1, MOST_SLICES);
    int turn = ThreadLocalRandom.current().nextInt(slices);
    for (int i = 0; i < slices; i++) {
      int slice = (i + turn) % slices;
      timer.after(SLICE.multipliedBy(i), () -> tell(slice, slices, count));
    }
  }

  private void tell(int slice, int slices, Counter count) {
    sessions.forEach(session -> {
      if (Math.floorMod(session.id().hashCode(), slices) == slice) {
        session.offer(FRAME);
        count.increment();
      }
    });
  }
}
