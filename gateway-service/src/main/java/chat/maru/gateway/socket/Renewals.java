package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Fresh tokens on live connections: the `auth` frame. Calls never block.
///
/// @param judge says whose a token is; may block
/// @param endIfRevoked ends a session whose token is revoked
/// @param allowance takes one of a user's `auth` frames: 0, or the nanoseconds until the next
record Renewals(
    Function<String, Verdict> judge,
    Consumer<Session> endIfRevoked,
    ToLongFunction<UUID> allowance) {
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// One session's share.
  Desk desk(Session session) {
    return new Desk(session);
  }

  final class Desk {
    private final Session session;
    private final AtomicBoolean judging = new AtomicBoolean();

    private Desk(Session session) {
      this.session = session;
    }

    /// Judging a token may fetch keys, so it has a thread of its own; one at a time.
    void take(String token) {
      long wait = allowance.applyAsLong(session.userId());
      if (wait > 0) {
        refuse(Duration.ofNanos(wait));
        session.strike();
      } else if (!judging.compareAndSet(false, true)) {
        refuse(Duration.ZERO);
      } else {
        Thread.ofVirtual().name("auth").start(() -> judge(token));
      }
    }

    private void judge(String token) {
      Optional<ErrorCode> refusal;
      try {
        refusal = renew(judge.apply(token));
      } finally {
        judging.set(false);
      }
      refusal.ifPresent(this::tell); // who is told may come with the next at once
    }

    private Optional<ErrorCode> renew(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Known(var identity) when identity.userId().equals(session.userId()) -> {
          session.renew(identity);
          endIfRevoked.accept(session);
          yield Optional.empty();
        }
        case Verdict.Known _ -> {
          session.close(Closing.SIGN_IN);
          yield Optional.empty();
        }
        case Verdict.Refused(ErrorCode code, _) -> Optional.of(code);
      };
    }

    /// A bad token changes nothing: the session lives until the old one ends.
    private void tell(ErrorCode refusal) {
      Audit.failure(AuditEvent.TOKEN_REFUSED, session.userId(), refusal.code());
      session.offer(ServerFrame.Error.of(null, refusal));
    }

    private void refuse(Duration least) {
      session.offer(ServerFrame.Error.retry(null, ErrorCode.RATE_LIMITED, RETRY.plus(least)));
    }
  }
}
