package chat.maru.gateway.presence;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.session.Session;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One user who is watched on this node, and by which sessions. All sessions are told the same, in
/// one order.
final class Watched {
  private final UUID userId;

  @GuardedBy("this")
  private final Set<Session> sessions = new HashSet<>(2);

  @GuardedBy("this")
  private @Nullable PresenceState told;

  @GuardedBy("this")
  private long news;

  Watched(UUID userId) {
    this.userId = userId;
  }

  synchronized void add(Session session) {
    sessions.add(session);
  }

  /// Returns true when nobody is left.
  synchronized boolean remove(Session session) {
    sessions.remove(session);
    return sessions.isEmpty();
  }

  /// How much was heard; a look-up that began before newer news is out of date.
  synchronized long news() {
    return news;
  }

  synchronized void heard(PresenceState state) {
    news++;
    tellChange(state);
  }

  /// The outcome of a look-up that began at `since`.
  synchronized void lookedUp(PresenceState state, long since) {
    if (news == since) {
      tellChange(state);
    }
  }

  /// What a new watcher is told first.
  synchronized void snapshot(Session session, PresenceState state, long since) {
    if (news == since) {
      tellChange(state, session);
    }
    session.offer(frame(told == null ? state : told));
  }

  @GuardedBy("this")
  private void tellChange(PresenceState state) {
    tellChange(state, null);
  }

  @GuardedBy("this")
  private void tellChange(PresenceState state, @Nullable Session except) {
    if (state.equals(told)) {
      return;
    }
    told = state;
    Outgoing frame = frame(state);
    sessions.stream().filter(session -> session != except).forEach(s -> s.offer(frame));
  }

  private Outgoing frame(PresenceState state) {
    return Outgoing.of(new ServerFrame.Presence(userId, state.online(), state.lastSeenAt()));
  }
}
