package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.contract.trace.TraceContext;
import chat.maru.gateway.frame.ClientFrame.Read;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.membership.Membership;
import chat.maru.gateway.session.Session;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Takes read positions into the log. They have no id and no ack; only failures are told. None is
/// sampled.
final class Reads {
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Membership membership;
  private final MessageLog log;
  private final Clock clock;
  private final AtomicInteger open = new AtomicInteger();

  Reads(Membership membership, MessageLog log, Clock clock) {
    this.membership = membership;
    this.log = log;
    this.clock = clock;
  }

  void arrive(Session session, ReadLanes lanes, Read read) {
    switch (lanes.admit(read.roomId(), read.seq())) {
      case START -> start(session, lanes, read);
      case MERGED -> {}
      case TOO_MANY -> refuse(session, ErrorCode.RATE_LIMITED);
    }
  }

  int open() {
    return open.get();
  }

  private void start(Session session, ReadLanes lanes, Read read) {
    open.incrementAndGet();
    var known = membership.known(read.roomId());
    if (known.isPresent()) {
      act(session, lanes, read, known);
      return;
    }
    var _ =
        membership
            .room(read.roomId())
            .whenComplete(
                (room, failure) -> act(session, lanes, read, failure == null ? room : null));
  }

  /// @param room null when chat-service gave no answer
  private void act(
      Session session, ReadLanes lanes, Read read, @Nullable Optional<RoomMembers> room) {
    if (room == null) {
      refuse(session, ErrorCode.UNAVAILABLE);
      leave(session, lanes, read);
    } else if (room.filter(members -> members.has(session.userId())).isEmpty()) {
      Audit.failure(AuditEvent.ROOM_REFUSED, session.userId(), "read");
      refuse(session, ErrorCode.ROOM_NOT_FOUND);
      leave(session, lanes, read);
    } else {
      append(session, lanes, read);
    }
  }

  private void append(Session session, ReadLanes lanes, Read read) {
    Instant now = clock.instant();
    log.append(
        new ReadAccepted(read.roomId(), session.userId(), read.seq(), now),
        now,
        TraceContext.begin(false).value(),
        outcome -> {
          if (outcome != MessageLog.Outcome.ACCEPTED) {
            refuse(session, ErrorCode.UNAVAILABLE);
          }
          leave(session, lanes, read);
        });
  }

  private void leave(Session session, ReadLanes lanes, Read read) {
    UUID roomId = read.roomId();
    lanes
        .next(roomId, read.seq())
        .ifPresent(greater -> start(session, lanes, new Read(roomId, greater)));
    open.decrementAndGet();
  }

  private static void refuse(Session session, ErrorCode code) {
    session.offer(
        code.retryable()
            ? ServerFrame.Error.retry(null, code, RETRY)
            : ServerFrame.Error.of(null, code));
  }
}
