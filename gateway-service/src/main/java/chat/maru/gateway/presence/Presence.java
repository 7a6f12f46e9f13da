package chat.maru.gateway.presence;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.contract.node.NodeMessage;
import chat.maru.gateway.delivery.Nodes;
import chat.maru.gateway.frame.ClientFrame.Typing;
import chat.maru.gateway.frame.ClientFrame.Unwatch;
import chat.maru.gateway.frame.ClientFrame.Watch;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.membership.Membership;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.settings.GatewaySettings.Gateway;
import chat.maru.gateway.timer.Timer;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a client asks and says about being there. Calls never block.
public final class Presence {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Membership membership;
  private final Watches watches;
  private final Nodes nodes;
  private final Timer timer;
  private final Gateway settings;

  Presence(Membership membership, Watches watches, Nodes nodes, Timer timer, Gateway settings) {
    this.membership = membership;
    this.watches = watches;
    this.nodes = nodes;
    this.timer = timer;
    this.settings = settings;
  }

  /// One session's share.
  public Desk desk(Session session) {
    return new Desk(session);
  }

  public final class Desk {
    private final Session session;
    private final TypingLimit typing = new TypingLimit(settings.timing().typing());

    @GuardedBy("watched")
    private final Map<UUID, UUID> watched = new HashMap<>(2); // room to user

    @GuardedBy("watched")
    private boolean closed;

    private Desk(Session session) {
      this.session = session;
    }

    public void take(Typing frame) {
      if (typing.pass(frame.roomId(), System.nanoTime())) {
        ifMember(frame.roomId(), this::tellTyping);
      }
    }

    public void take(Watch frame) {
      ifMember(frame.roomId(), this::watch);
    }

    public void take(Unwatch frame) {
      synchronized (watched) {
        UUID user = watched.remove(frame.roomId());
        if (user != null && !watched.containsValue(user)) {
          watches.unwatch(session, user);
        }
      }
    }

    /// The session is gone. Its watches end on the timer: the container tells of a broken
    /// connection on the thread that wrote to it, and that one may hold the locks of somebody who
    /// is watched.
    public void close() {
      timer.after(Duration.ZERO, this::end);
    }

    private void end() {
      synchronized (watched) {
        closed = true;
        watched.values().stream().distinct().forEach(user -> watches.unwatch(session, user));
        watched.clear();
      }
    }

    private void tellTyping(RoomMembers room) {
      UUID user = session.userId();
      UUID other = room.counterpartOf(user);
      nodes.tellNodesOf(other, new NodeMessage.Typing(List.of(other), room.roomId(), user));
    }

    private void watch(RoomMembers room) {
      UUID user = room.counterpartOf(session.userId());
      synchronized (watched) {
        if (closed) {
          return;
        }
        if (!watched.containsKey(room.roomId()) && watched.size() >= settings.limits().watches()) {
          refuse(ErrorCode.RATE_LIMITED);
          return;
        }
        watched.put(room.roomId(), user);
        var _ =
            watches
                .watch(session, user)
                .whenComplete((_, failure) -> {
                  if (failure != null) {
                    refuse(ErrorCode.UNAVAILABLE);
                  }
                });
      }
    }

    private void ifMember(UUID roomId, Consumer<RoomMembers> action) {
      var known = membership.known(roomId);
      if (known.isPresent()) {
        decide(known, action);
        return;
      }
      var _ =
          membership
              .room(roomId)
              .whenComplete((room, failure) -> decide(failure == null ? room : null, action));
    }

    /// @param room null when chat-service gave no answer
    private void decide(@Nullable Optional<RoomMembers> room, Consumer<RoomMembers> action) {
      if (room == null) {
        refuse(ErrorCode.UNAVAILABLE);
      } else {
        room.filter(members -> members.has(session.userId()))
            .ifPresentOrElse(action, this::refuseRoom);
      }
    }

    private void refuseRoom() {
      Audit.failure(AuditEvent.ROOM_REFUSED, session.userId(), "presence");
      refuse(ErrorCode.ROOM_NOT_FOUND);
    }

    private void refuse(ErrorCode code) {
      session.offer(
          code.retryable()
              ? ServerFrame.Error.retry(null, code, RETRY)
              : ServerFrame.Error.of(null, code));
    }
  }
}
