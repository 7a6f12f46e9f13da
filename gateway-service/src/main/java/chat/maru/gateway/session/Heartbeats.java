package chat.maru.gateway.session;

import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// One timer for all sessions: pings them, and ends those that fell silent, whose token has ended,
/// that flood this node with pings, or that don't leave when told to.
///
/// Each round looks at every session, a few comparisons each; a timer per session would cost more.
@Component
final class Heartbeats implements SmartLifecycle {
  private static final Duration PARTING = Duration.ofSeconds(5);
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

  private final Sessions sessions;
  private final Clock clock;
  private final Timer timer;
  private final long heartbeat;
  private @Nullable Future<?> rounds; // only the container's lifecycle thread

  Heartbeats(Sessions sessions, GatewaySettings settings, Clock clock, Timer timer) {
    this.sessions = sessions;
    this.clock = clock;
    this.timer = timer;
    this.heartbeat = settings.gateway().timing().heartbeat().toNanos();
  }

  @Override
  public void start() {
    long period = Math.min(LONGEST_ROUND.toNanos(), heartbeat / 4);
    rounds = timer.every(Duration.ofNanos(period), () -> round(System.nanoTime()));
  }

  @Override
  public void stop() {
    if (rounds != null) {
      rounds.cancel(false);
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }

  void round(long now) {
    Instant wall = clock.instant();
    sessions.forEach(session -> look(session, now, wall));
  }

  private void look(Session session, long now, Instant wall) {
    session.countFrames();
    if (session.isClosing()) {
      part(session, now);
    } else if (!wall.isBefore(session.expiresAt())) {
      session.close(Closing.SIGN_IN);
    } else if (now - session.heardAt() > heartbeat * 5 / 2) {
      session.close(Closing.TOO_SLOW);
    } else if (now - session.pingedAt >= heartbeat) {
      session.pingedAt = now;
      session.ping();
    }
  }

  /// A client that does not answer the close frame is not waited for.
  private static void part(Session session, long now) {
    if (session.closingSince == 0) {
      session.closingSince = now;
    } else if (now - session.closingSince > PARTING.toNanos()) {
      session.disconnect();
    }
  }
}
