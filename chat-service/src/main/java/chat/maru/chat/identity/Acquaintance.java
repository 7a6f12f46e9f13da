package chat.maru.chat.identity;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import java.time.Clock;
import java.util.UUID;

/// Sees to it that a caller has a row: another issuer's users are first met here, at `GET /api/me`,
/// a ticket, a post, or when a gateway tells of one who came with a token and nothing before.
public class Acquaintance {
  private final Users users;
  private final boolean embeddedIssuer;
  private final Clock clock;

  Acquaintance(Users users, boolean embeddedIssuer, Clock clock) {
    this.users = users;
    this.embeddedIssuer = embeddedIssuer;
    this.clock = clock;
  }

  /// @throws ProblemException `unauthenticated` when the embedded issuer's user is gone
  public User with(Caller caller) {
    make(caller.userId(), caller.displayName());
    return users
        .findById(caller.userId())
        .orElseThrow(() -> ProblemException.of(ErrorCode.UNAUTHENTICATED));
  }

  /// Makes an outside issuer's user known, once; the embedded issuer's are known or are nobody.
  public void make(UUID userId, String displayName) {
    if (!embeddedIssuer) {
      users.meet(userId, displayName, clock.instant());
    }
  }
}
