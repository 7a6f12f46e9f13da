package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.identity.Tokens;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.limit.Limit;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.revocation.Revocations;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Fresh tokens on live connections: the `auth` frame. Calls never block.
record Renewals(Tokens tokens, Revocations revocations, UserLimits limits) {
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
      long wait = limits.take(Limit.AUTHS, session.userId());
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
      try {
        renew(tokens.judge(token));
      } finally {
        judging.set(false);
      }
    }

    /// A bad token changes nothing: the session lives until the old one ends.
    private void renew(Verdict verdict) {
      switch (verdict) {
        case Verdict.Known(var identity) when identity.userId().equals(session.userId()) -> {
          session.renew(identity);
          revocations.look(session);
        }
        case Verdict.Known _ -> session.close(Closing.SIGN_IN);
        case Verdict.Refused(ErrorCode code, _) -> {
          Audit.failure(AuditEvent.TOKEN_REFUSED, session.userId(), code.code());
          session.offer(ServerFrame.Error.of(null, code));
        }
      }
    }

    private void refuse(Duration least) {
      session.offer(ServerFrame.Error.retry(null, ErrorCode.RATE_LIMITED, RETRY.plus(least)));
    }
  }
}
