package chat.maru.chat.identity;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import java.time.Clock;

/// Sees to it that a caller has a row: another issuer's users are first met here, at `GET /api/me`,
/// a ticket or a post.
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
    if (!embeddedIssuer) {
      users.meet(caller.userId(), caller.displayName(), clock.instant());
    }
    return users
        .findById(caller.userId())
        .orElseThrow(() -> ProblemException.of(ErrorCode.UNAUTHENTICATED));
  }
}
