package chat.maru.gateway.socket;

import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.delivery.Directory;
import chat.maru.gateway.frame.ServerFrame.Welcome;
import chat.maru.gateway.presence.Announcements;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Brings sessions into this node and out of it.
final class Connections {
  private final Sessions sessions;
  private final Directory directory;
  private final Announcements announcements;
  private final NodeAddress self;
  private final Clock clock;
  private final Duration heartbeat;

  Connections(
      Sessions sessions,
      Directory directory,
      Announcements announcements,
      NodeAddress self,
      Clock clock,
      Duration heartbeat) {
    this.sessions = sessions;
    this.directory = directory;
    this.announcements = announcements;
    this.self = self;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  /// `welcome` is said when every publisher finds the session: first here, so that what comes is
  /// kept for it, then in the directory (D6). Done when it was said, or the session is being
  /// closed.
  CompletableFuture<?> opened(Connection connection) {
    Session session = connection.session();
    boolean first = sessions.add(session);
    return directory
        .enter(session)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            session.close(Closing.RESTART);
            return;
          }
          session.open(welcome(session));
          if (first) {
            announcements.came(session.userId());
          }
        });
  }

  void closed(Connection connection) {
    connection.ended();
    Session session = connection.session();
    boolean last = sessions.remove(session);
    directory.leave(session, last, clock.instant());
    if (last) {
      announcements.left(session.userId());
    }
  }

  private Welcome welcome(Session session) {
    return new Welcome(
        session.userId(),
        session.id(),
        self.nodeId(),
        Math.max(1, heartbeat.toSeconds()),
        clock.instant());
  }
}
