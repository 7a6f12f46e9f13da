package chat.maru.gateway.intake;

import chat.maru.gateway.frame.ClientFrame.Read;
import chat.maru.gateway.frame.ClientFrame.Send;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.settings.GatewaySettings.Limits;

/// What goes from clients into the log. Calls never block; answers go to the session.
public final class Intake {
  private final Sends sends;
  private final Reads reads;
  private final Limits limits;

  Intake(Sends sends, Reads reads, Limits limits) {
    this.sends = sends;
    this.reads = reads;
    this.limits = limits;
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
    private final SendLanes sendLanes = new SendLanes(limits);
    private final ReadLanes readLanes = new ReadLanes(limits.rooms());

    private Desk(Session session) {
      this.session = session;
    }

    public void take(Send send) {
      sends.arrive(session, sendLanes, send);
    }

    public void take(Read read) {
      reads.arrive(session, readLanes, read);
    }

    /// Forgets what waits; what is out ends by itself.
    public void close() {
      sendLanes.close();
    }
  }
}
