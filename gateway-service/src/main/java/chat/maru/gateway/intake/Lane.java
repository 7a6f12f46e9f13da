package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order of one session's sends to one room (D4): one is out, the next ones wait.
///
/// When a send was not accepted, or may not have been, everything behind it is refused with
/// `retry_in_order`, and so is every other send until that one comes again. Pure state; guarded by
/// the [SendLanes] that holds it.
final class Lane {
  private final ArrayDeque<Pending> waiting = new ArrayDeque<>(2);
  private @Nullable Pending out;
  private @Nullable UUID owed; // what the client must send again first

  /// @param room whether one more may wait
  Admission admit(Pending send, boolean room) {
    if (owed != null && !owed.equals(send.id())) {
      return new Admission.Refused(ErrorCode.RETRY_IN_ORDER);
    }
    if (out == null) {
      owed = null;
      out = send;
      return Admission.Start.NOW;
    }
    if (!room) {
      owed = send.id();
      return new Admission.Refused(ErrorCode.RATE_LIMITED);
    }
    owed = null;
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
      owed = out.id();
    }
    out = null;
    var refused = List.copyOf(waiting);
    waiting.clear();
    return new Aftermath(null, refused);
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

    record Refused(ErrorCode code) implements Admission {}
  }

  /// @param next goes out now
  /// @param refused were waiting and must be sent again in order
  record Aftermath(@Nullable Pending next, List<Pending> refused) {}
}
