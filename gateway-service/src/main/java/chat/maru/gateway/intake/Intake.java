package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.frame.ClientFrame.Read;
import chat.maru.gateway.frame.ClientFrame.Send;
import chat.maru.gateway.frame.ServerFrame.Error;
import chat.maru.gateway.limit.Limit;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import java.time.Duration;

/// What goes from clients into the log. Calls never block; answers go to the session.
public final class Intake {
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Sends sends;
  private final Reads reads;
  private final Limits limits;
  private final UserLimits userLimits;
  private final Congestion congestion;

  Intake(Sends sends, Reads reads, Limits limits, UserLimits userLimits, Congestion congestion) {
    this.sends = sends;
    this.reads = reads;
    this.limits = limits;
    this.userLimits = userLimits;
    this.congestion = congestion;
  }

  /// One session's share of the intake.
  public Desk desk(Session session) {
    return new Desk(session);
  }

  /// Appends and look-ups that are not answered yet, of all sessions.
  public int open() {
    return sends.open() + reads.open();
  }

  public final class Desk {
    private final Session session;
    private final SendLanes sendLanes;
    private final ReadLanes readLanes = new ReadLanes(limits.rooms());

    private Desk(Session session) {
      this.session = session;
      this.sendLanes = new SendLanes(limits, SendGate.of(session.userId(), userLimits, congestion));
    }

    public void take(Send send) {
      sends.arrive(session, sendLanes, send);
    }

    public void take(Read read) {
      long wait = userLimits.take(Limit.READS, session.userId());
      if (wait == 0) {
        reads.arrive(session, readLanes, read);
      } else {
        session.offer(
            Error.retry(null, ErrorCode.RATE_LIMITED, Duration.ofNanos(wait).plus(RETRY)));
        session.strike();
      }
    }

    /// Forgets what waits; what is out ends by itself.
    public void close() {
      sendLanes.close();
    }
  }
}
