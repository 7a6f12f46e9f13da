package chat.maru.gateway.identity;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.redis.RedisLink;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Takes tickets out of Redis, each once.
public final class Tickets {
  private final RedisLink redis;
  private final Revoked revoked;
  private final Clock clock;

  Tickets(RedisLink redis, Revoked revoked, Clock clock) {
    this.redis = redis;
    this.revoked = revoked;
    this.clock = clock;
  }

  /// Blocks for the answer of Redis, a second at most; not for callback threads.
  public Verdict take(String ticket) {
    try {
      return judge(redis.ask(r -> r.getdel(RedisKeys.ticket(ticket))).get());
    } catch (ExecutionException e) {
      return Verdict.refused(ErrorCode.UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.refused(ErrorCode.UNAVAILABLE);
    }
  }

  private Verdict judge(@Nullable String grant) {
    if (grant == null) {
      return Verdict.refused(ErrorCode.BAD_TICKET);
    }
    try {
      TicketGrant granted = ContractJson.mapper().readValue(grant, TicketGrant.class);
      return isGood(granted)
          ? new Verdict.Known(
              new Identity(granted.userId(), granted.loginId(), granted.tokenExpiresAt()))
          : Verdict.refused(ErrorCode.BAD_TICKET);
    } catch (JacksonException e) {
      return Verdict.refused(ErrorCode.BAD_TICKET);
    }
  }

  private boolean isGood(TicketGrant granted) {
    return granted.tokenExpiresAt().isAfter(clock.instant())
        && !revoked.covers(granted.userId(), granted.loginId());
  }
}
