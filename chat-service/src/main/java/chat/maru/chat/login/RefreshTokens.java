package chat.maru.chat.login;

import chat.maru.chat.revocation.Revocations;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/// Refresh tokens: 256 random bits, known to the database only as SHA-256, each good for one use
/// (RFC 9700, section 4.14.2).
///
/// A second use betrays a theft and ends the whole login, except within ten seconds of the first:
/// that is two tabs of one browser, or a client that lost the answer.
class RefreshTokens {
  static final Duration LIFE = Duration.ofDays(30);
  static final Duration GRACE = Duration.ofSeconds(10);
  private static final int BYTES = 32;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Revocations revocations;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  RefreshTokens(
      JdbcClient database,
      TransactionOperations transactions,
      Revocations revocations,
      Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.revocations = revocations;
    this.clock = clock;
  }

  /// A fresh token for the login.
  String grant(UUID userId, String loginId) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    database
        .sql(
            "insert into refresh_token (token_hash, login_id, user_id, created_at, expires_at)"
                + " values (?, ?, ?, ?, ?)")
        .params(hash(token), loginId, userId, at(now), at(now.plus(LIFE)))
        .update();
    return token;
  }

  /// Uses up a token.
  ///
  /// @return the login with its next token, or empty: unknown, ended, used before, or a banned
  ///   user's, which is left as it is
  Optional<Rotated> rotate(String token) {
    // Empty instead of an exception: ending the login must be committed.
    return Optional.ofNullable(transactions.execute(_ -> rotateLocked(token).orElse(null)));
  }

  private Optional<Rotated> rotateLocked(String token) {
    Instant now = clock.instant();
    Optional<Row> found = lock(token).filter(row -> row.expiresAt().isAfter(now));
    if (found.isEmpty() || revocations.isBanned(found.get().userId())) {
      return Optional.empty();
    }
    Row row = found.get();
    if (row.usedAt().isPresent() && row.usedAt().get().plus(GRACE).isBefore(now)) {
      Audit.failure(AuditEvent.REFRESH_REUSED, row.userId(), "login_ended");
      endLogin(row);
      return Optional.empty();
    }
    if (row.usedAt().isEmpty()) {
      database
          .sql("update refresh_token set used_at = ? where token_hash = ?")
          .params(at(now), hash(token))
          .update();
    }
    return Optional.of(
        new Rotated(row.userId(), row.loginId(), grant(row.userId(), row.loginId())));
  }

  /// Ends the login that the token belongs to, if there is one, with its live sessions (D13).
  void end(String token) {
    transactions
        .<Optional<Row>>execute(_ -> {
          Optional<Row> login = lock(token);
          login.ifPresent(this::endLogin);
          return login;
        })
        .ifPresent(login -> Audit.success(AuditEvent.LOGOUT, login.userId()));
  }

  @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
  void forgetExpired() {
    database
        .sql("delete from refresh_token where expires_at < ?")
        .param(at(clock.instant()))
        .update();
  }

  private void endLogin(Row row) {
    database.sql("delete from refresh_token where login_id = ?").param(row.loginId()).update();
    revocations.endLogin(row.userId(), row.loginId());
  }

  /// One at a time for the token's login until the transaction ends: who ends it must see the token
  /// that a refresh under way is granting.
  private Optional<Row> lock(String token) {
    database
        .sql(
            "select pg_advisory_xact_lock(hashtextextended(login_id, 0)) from refresh_token"
                + " where token_hash = ?")
        .param(hash(token))
        .query((_, _) -> 0)
        .list();
    return database
        .sql(
            "select user_id, login_id, expires_at, used_at from refresh_token where token_hash = ?"
                + " for update")
        .param(hash(token))
        .query((row, _) ->
            new Row(
                row.getObject("user_id", UUID.class),
                row.getString("login_id"),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("used_at")).map(Timestamp::toInstant)))
        .optional();
  }

  private static Timestamp at(Instant time) {
    return Timestamp.from(time);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  record Rotated(UUID userId, String loginId, String nextToken) {}

  private record Row(UUID userId, String loginId, Instant expiresAt, Optional<Instant> usedAt) {}
}
