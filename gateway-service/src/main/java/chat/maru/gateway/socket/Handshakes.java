package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.delivery.NodeLife;
import chat.maru.gateway.identity.Origins;
import chat.maru.gateway.identity.Tickets;
import chat.maru.gateway.identity.Tokens;
import chat.maru.gateway.identity.Verdict;
import chat.maru.limits.address.ClientAddress;
import org.jspecify.annotations.Nullable;

/// Decides whom a handshake speaks for, or why it is refused.
final class Handshakes {
  private static final String BEARER = "bearer ";

  private final Gate gate;
  private final NodeLife node;
  private final Origins origins;
  private final Tokens tokens;
  private final Tickets tickets;
  private final HandshakeLimits limits;

  Handshakes(
      Gate gate,
      NodeLife node,
      Origins origins,
      Tokens tokens,
      Tickets tickets,
      HandshakeLimits limits) {
    this.gate = gate;
    this.node = node;
    this.origins = origins;
    this.tokens = tokens;
    this.tickets = tickets;
    this.limits = limits;
  }

  /// What a handshake brings along; never printed.
  record Credentials(
      @Nullable String origin,
      @Nullable String authorization,
      @Nullable String ticket,
      ClientAddress address) {

    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  /// Waits for its turn, which lasts until [#answered] when whom it speaks for is known.
  Verdict judge(Credentials credentials) {
    if (!gate.isOpen()) {
      return Verdict.refused(ErrorCode.UNAVAILABLE);
    }
    if (!origins.permit(credentials.origin())) {
      return Verdict.refused(ErrorCode.FORBIDDEN_ORIGIN);
    }
    return limits.refusal(credentials.address()).orElseGet(() -> inTurn(credentials));
  }

  private Verdict inTurn(Credentials credentials) {
    if (!limits.doorway().comeIn()) {
      return Verdict.refused(ErrorCode.UNAVAILABLE);
    }
    boolean known = false;
    try {
      Verdict verdict = limits.judge(authenticate(credentials));
      known = verdict instanceof Verdict.Known;
      return verdict;
    } finally {
      if (!known) {
        limits.doorway().leave();
      }
    }
  }

  /// The handshake of someone known is answered, well or not.
  void answered() {
    limits.doorway().leave();
  }

  private Verdict authenticate(Credentials credentials) {
    String authorization = credentials.authorization();
    String ticket = credentials.ticket();
    if (authorization != null && ticket != null) { // whose session? (RFC 6750, section 2)
      return Verdict.refused(ErrorCode.BAD_TICKET);
    }
    if (authorization != null) {
      return whileAlive(bearer(authorization));
    }
    if (ticket == null) {
      return Verdict.refused(ErrorCode.UNAUTHENTICATED);
    }
    return node.isAlive() ? tickets.take(ticket) : Verdict.refused(ErrorCode.UNAVAILABLE);
  }

  private Verdict bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? tokens.admit(authorization.substring(BEARER.length()).strip())
        : Verdict.refused(ErrorCode.UNAUTHENTICATED);
  }

  /// A session that could not be found by anyone is not begun.
  private Verdict whileAlive(Verdict verdict) {
    return verdict instanceof Verdict.Known && !node.isAlive()
        ? Verdict.refused(ErrorCode.UNAVAILABLE)
        : verdict;
  }
}
