package chat.maru.gateway.delivery;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.timer.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Tells all sessions of this node to fetch, spread over a moment, so that chat-service is not
/// asked by all at once.
final class Resync {
  private static final int SLICES = 20;
  private static final Duration SLICE = Duration.ofMillis(50);
  private static final Outgoing FRAME = Outgoing.of(new ServerFrame.Resync());

  private final Sessions sessions;
  private final Timer timer;

  Resync(Sessions sessions, Timer timer) {
    this.sessions = sessions;
    this.timer = timer;
  }

  void tellAll() {
    int turn = ThreadLocalRandom.current().nextInt(SLICES);
    for (int i = 0; i < SLICES; i++) {
      int slice = (i + turn) % SLICES;
      timer.after(SLICE.multipliedBy(i), () -> tell(slice));
    }
  }

  private void tell(int slice) {
    sessions.forEach(session -> {
      if (Math.floorMod(session.id().hashCode(), SLICES) == slice) {
        session.offer(FRAME);
      }
    });
  }
}
