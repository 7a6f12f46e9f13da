package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order of one session's sends to one room (D4): one is out, the next ones wait.
///
/// When a send was not accepted, or may not have been, everything behind it is refused with
/// `retry_in_order`, and so is every other send until that one comes again.
///
/// A client may also learn from its own stored message that there is nothing to repeat, and then
/// the one that is owed never comes: after [#GIVEN_UP] the others pass.
///
/// Pure state; guarded by the [SendLanes] that holds it.
final class Lane {
  /// Longer than clients wait before they send again (10.4 s as told, 10 s of their own) and a send
  /// waits for its answer (5 s).
  static final Duration GIVEN_UP = Duration.ofSeconds(30);

  private final ArrayDeque<Pending> waiting = new ArrayDeque<>(2);
  private @Nullable Pending out;
  private @Nullable UUID owed; // what the client must send again first
  private long owedSince; // nanoTime of its arrival

  /// @param room whether one more may wait
  /// @param gate asked only where the order lets the send pass
  Admission admit(Pending send, boolean room, SendGate gate) {
    if (owed != null && !owed.equals(send.id()) && !isForgiven(send.arrivedAt())) {
      return new Admission.Refused(ErrorCode.RETRY_IN_ORDER);
    }
    long nanos = gate.nanosUntilAllowed();
    if (nanos > 0) {
      owe(send);
      return new Admission.OverLimit(nanos);
    }
    if (out != null && !room) {
      owe(send);
      return new Admission.Refused(ErrorCode.RATE_LIMITED);
    }
    if (!gate.admits()) {
      owe(send);
      return Admission.Congested.NOW;
    }
    owed = null;
    if (out == null) {
      out = send;
      return Admission.Start.NOW;
    }
    waiting.addLast(send);
    return Admission.Waiting.BEHIND_OTHERS;
  }

  /// The send that was out has its final answer; the next one is out now.
  Aftermath settled() {
    out = waiting.pollFirst();
    return new Aftermath(out, List.of());
  }

  /// The send that was out must come again.
  Aftermath unsettled() {
    if (out != null) {
      owe(out);
    }
    out = null;
    var refused = List.copyOf(waiting);
    waiting.clear();
    return new Aftermath(null, refused);
  }

  private void owe(Pending send) {
    owed = send.id();
    owedSince = send.arrivedAt();
  }

  private boolean isForgiven(long now) {
    return now - owedSince >= GIVEN_UP.toNanos();
  }

  /// Nothing is out, and what is owed has not come for so long that it won't.
  boolean isGivenUp(long now) {
    return out == null && isForgiven(now);
  }

  boolean isIdle() {
    return out == null && owed == null;
  }

  /// What becomes of a send that has just come.
  sealed interface Admission {
    /// It is out.
    enum Start implements Admission {
      NOW
    }

    /// It will be out when its turn comes.
    enum Waiting implements Admission {
      BEHIND_OTHERS
    }

    /// More is sent than the cluster can carry; as if it had not been accepted.
    enum Congested implements Admission {
      NOW
    }

    record Refused(ErrorCode code) implements Admission {}

    /// The sender sends too much; until this one comes again, it is as if it had not been accepted.
    ///
    /// @param nanos until the sender may send again
    record OverLimit(long nanos) implements Admission {}
  }

  /// @param next goes out now
  /// @param refused were waiting and must be sent again in order
  record Aftermath(@Nullable Pending next, List<Pending> refused) {}
}
