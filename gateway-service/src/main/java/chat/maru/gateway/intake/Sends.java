package chat.maru.gateway.intake;

import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.frame.ClientFrame.OnPost;
import chat.maru.gateway.frame.ClientFrame.Send;
import chat.maru.gateway.frame.ClientFrame.ToRoom;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.intake.Lane.Admission;
import chat.maru.gateway.intake.MessageLog.Outcome;
import chat.maru.gateway.intake.Permits.Permit;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.trace.Traces;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sends into the log and answers each within 5 s: what has not reached the log's door in
/// time is not accepted, and the rest is the producer's delivery timeout of 3 s.
final class Sends {
  private static final Logger LOG = LoggerFactory.getLogger(Sends.class);
  private static final Duration LONGEST_BEFORE_APPEND = Duration.ofMillis(1_800);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration RETRY_IN_CONGESTION = Duration.ofSeconds(1);

  private final Permits permits;
  private final Congestion congestion;
  private final MessageLog log;
  private final IntakeMeters meters;
  private final Clock clock;
  private final Traces traces;
  private final Complaints complaints = new Complaints(System.nanoTime());
  private final Turns turns = new Turns(System::nanoTime);
  private final AtomicInteger open;

  Sends(
      Permits permits,
      Congestion congestion,
      MessageLog log,
      IntakeMeters meters,
      Clock clock,
      Traces traces) {
    this.permits = permits;
    this.congestion = congestion;
    this.log = log;
    this.meters = meters;
    this.clock = clock;
    this.traces = traces;
    this.open = meters.open();
  }

  void arrive(Session session, SendLanes lanes, Send send) {
    UUID roomId =
        switch (send.target()) {
          case ToRoom(UUID room) -> room;
          case OnPost(UUID postId) -> Ids.roomId(postId, session.userId());
        };
    long now = System.nanoTime();
    var pending = new Pending(session, lanes, send, roomId, now, traces.send(roomId));
    switch (lanes.admit(pending)) {
      case Admission.Start _ -> start(pending);
      case Admission.Waiting _ -> {}
      case Admission.Refused(ErrorCode code) -> refuse(pending, code);
      case Admission.Congested _ -> {
        meters.congested();
        refuse(pending, ErrorCode.NOT_ACCEPTED, spread(RETRY_IN_CONGESTION).plus(turns.next()));
      }
      case Admission.OverLimit(long nanos) -> {
        refuse(pending, ErrorCode.RATE_LIMITED, Duration.ofNanos(nanos));
        session.strike();
      }
    }
  }

  /// Sends that are with a look-up or the log.
  int open() {
    return open.get();
  }

  private void start(Pending pending) {
    open.incrementAndGet();
    if (isLate(pending)) {
      answer(pending, ErrorCode.NOT_ACCEPTED);
      return;
    }
    var known = permits.known(pending);
    if (known.isPresent()) {
      act(pending, known.get());
      return;
    }
    // The look-up itself may take longer, and goes on: its answer is for the client's next try.
    var _ =
        permits
            .find(pending)
            .orTimeout(nanosLeft(pending), TimeUnit.NANOSECONDS)
            .whenComplete((permit, failure) -> act(pending, permit));
  }

  /// @param permit none when chat-service gave no answer in time
  private void act(Pending pending, @Nullable Permit permit) {
    switch (permit) {
      case Permit.Granted granted -> append(pending, granted);
      case Permit.Refused(ErrorCode code) -> {
        if (code == ErrorCode.ROOM_NOT_FOUND) {
          Audit.failure(AuditEvent.ROOM_REFUSED, pending.session().userId(), "send");
        }
        answer(pending, code);
      }
      case null -> answer(pending, ErrorCode.NOT_ACCEPTED, turns.next());
    }
  }

  private void append(Pending pending, Permit.Granted permit) {
    if (isLate(pending)) {
      answer(pending, ErrorCode.NOT_ACCEPTED);
      return;
    }
    Instant now = clock.instant();
    MessageAccepted event;
    try {
      event = seal(pending, permit, now);
    } catch (IllegalStateException e) {
      pending.trace().say(() -> LOG.error("A send is refused because it can't be sealed", e));
      answer(pending, ErrorCode.NOT_ACCEPTED);
      return;
    }
    congestion.appending(event.messageId(), pending.arrivedAt());
    log.append(
        event,
        now,
        pending.trace().traceparent(),
        outcome -> conclude(pending, permit.room(), event.messageId(), outcome));
  }

  private void conclude(Pending pending, RoomMembers room, UUID messageId, Outcome outcome) {
    if (outcome != Outcome.ACCEPTED) {
      complaints.about(pending.trace(), outcome, System.nanoTime());
    }
    switch (outcome) {
      case ACCEPTED -> acknowledge(pending, room, messageId);
      case NOT_ACCEPTED -> answer(pending, ErrorCode.NOT_ACCEPTED);
      case UNKNOWN -> answer(pending, ErrorCode.OUTCOME_UNKNOWN);
    }
  }

  private static MessageAccepted seal(Pending pending, Permit.Granted permit, Instant now) {
    RoomMembers room = permit.room();
    UUID senderId = pending.session().userId();
    UUID messageId = Ids.messageId(room.roomId(), senderId, pending.id());
    SealedText sealed = permit.key().seal(room.roomId(), messageId, pending.send().text());
    return new MessageAccepted(
        room.roomId(),
        messageId,
        senderId,
        pending.id(),
        room.postId(),
        room.borrowerId(),
        room.lenderId(),
        sealed.content(),
        sealed.digest(),
        now);
  }

  private static boolean isLate(Pending pending) {
    return nanosLeft(pending) < 0;
  }

  /// Until it must have reached the log's door.
  private static long nanosLeft(Pending pending) {
    return LONGEST_BEFORE_APPEND.toNanos() - (System.nanoTime() - pending.arrivedAt());
  }

  private void acknowledge(Pending pending, RoomMembers room, UUID messageId) {
    if (pending.send().target() instanceof OnPost) {
      permits.made(room);
    }
    turns.accepted();
    meters.acked(System.nanoTime() - pending.arrivedAt());
    pending.session().offer(new ServerFrame.Ack(pending.send().id(), room.roomId(), messageId));
    pending.trace().accepted(messageId);
    leave(pending, true);
  }

  private void answer(Pending pending, ErrorCode code) {
    answer(pending, code, Duration.ZERO);
  }

  /// @param least time until the client should try again
  private void answer(Pending pending, ErrorCode code, Duration least) {
    refuse(pending, code, least);
    leave(pending, !code.retryable());
  }

  private void leave(Pending pending, boolean settled) {
    var aftermath = pending.lanes().answered(pending, settled);
    aftermath.refused().forEach(behind -> refuse(behind, ErrorCode.RETRY_IN_ORDER));
    if (aftermath.next() != null) {
      start(aftermath.next());
    }
    open.decrementAndGet();
  }

  private void refuse(Pending pending, ErrorCode code) {
    refuse(pending, code, Duration.ZERO);
  }

  /// @param least time until the client should try again
  private void refuse(Pending pending, ErrorCode code, Duration least) {
    meters.refused(code);
    String id = pending.send().id();
    pending
        .session()
        .offer(
            code.retryable()
                ? ServerFrame.Error.retry(id, code, least.plus(spread(RETRY)))
                : ServerFrame.Error.of(id, code));
    pending.trace().refused(code);
  }

  /// Clients that were refused together don't come back together.
  private static Duration spread(Duration least) {
    return least.plusMillis(ThreadLocalRandom.current().nextLong(least.toMillis()));
  }
}
