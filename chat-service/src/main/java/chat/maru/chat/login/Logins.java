package chat.maru.chat.login;

import chat.maru.chat.identity.User;
import chat.maru.chat.identity.Users;
import chat.maru.chat.issuer.AccessTokens;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.revocation.Revocations;
import chat.maru.contract.error.ErrorCode;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Signs users up, in, on and out.
class Logins {
  private final Users users;
  private final PasswordHasher passwords;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Revocations revocations;
  private final Clock clock;

  Logins(
      Users users,
      PasswordHasher passwords,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Revocations revocations,
      Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.revocations = revocations;
    this.clock = clock;
  }

  /// @throws ProblemException `username_taken`
  UUID register(Registration asked) {
    UUID id = UUID.randomUUID();
    int made =
        users.register(
            id,
            asked.username(),
            asked.displayName(),
            passwords.hash(asked.password()),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (made == 0) {
      throw ProblemException.of(ErrorCode.USERNAME_TAKEN);
    }
    Audit.success(AuditEvent.REGISTERED, id);
    return id;
  }

  /// @throws ProblemException `bad_credentials`, after the same time whether the user exists or
  ///   not; `banned`, told only to who knows the password
  Tokens login(String username, String password) {
    Optional<User> user = users.named(username.toLowerCase(Locale.ROOT));
    boolean right = passwords.matches(password, user.map(User::passwordHash).orElse(null));
    if (!right) {
      Audit.failure(AuditEvent.LOGIN, user.map(User::id).orElse(null), "bad_credentials");
      throw ProblemException.of(ErrorCode.BAD_CREDENTIALS);
    }
    UUID userId = user.orElseThrow().id();
    if (revocations.isBanned(userId)) {
      Audit.failure(AuditEvent.LOGIN, userId, "banned");
      throw ProblemException.of(ErrorCode.BANNED);
    }
    Audit.success(AuditEvent.LOGIN, userId);
    String loginId = UUID.randomUUID().toString();
    return tokens(user.orElseThrow(), loginId, refreshTokens.grant(userId, loginId));
  }

  /// @throws ProblemException `unauthenticated` when the token gives nothing any more
  Tokens refresh(String refreshToken) {
    return refreshTokens
        .rotate(refreshToken)
        .flatMap(next ->
            users
                .findById(next.userId())
                .map(user -> tokens(user, next.loginId(), next.nextToken())))
        .orElseThrow(() -> ProblemException.of(ErrorCode.UNAUTHENTICATED));
  }

  void logout(String refreshToken) {
    refreshTokens.end(refreshToken);
  }

  private Tokens tokens(User user, String loginId, String refreshToken) {
    return new Tokens(
        accessTokens.issue(user.id(), user.displayName(), loginId),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        refreshToken);
  }

  /// @param expiresIn seconds that the access token lives
  record Tokens(String accessToken, String tokenType, long expiresIn, String refreshToken) {}
}
