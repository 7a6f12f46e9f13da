package chat.maru.token;

import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.Revoked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;

/// What a token must say besides being signed by a key of the issuer: who made it, that it is for
/// us, that its time has come and not ended, that it does not outlive the memory of a logout
/// ([Revocation#REMEMBERED]), whose it is, and that it was not revoked.
public final class TokenRules {
  /// How much the issuer's clock may be ahead of ours. The end has no leeway: with one, a session
  /// would outlive its token (D13).
  static final Duration SKEW = Duration.ofSeconds(5);

  private TokenRules() {}

  /// @param issuer the `iss`, to the letter
  /// @param audience must be among the `aud`
  public static OAuth2TokenValidator<Jwt> of(
      String issuer, String audience, TokenUser.Naming naming, Revoked revoked, Clock clock) {
    return new DelegatingOAuth2TokenValidator<>(
        rule("the time of the token is not now", token -> isInTime(token, clock.instant())),
        new JwtClaimValidator<Object>(
            JwtClaimNames.ISS, iss -> iss != null && issuer.equals(iss.toString())),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD, aud -> aud != null && aud.contains(audience)),
        rule(
            "the token names no user, or was revoked",
            token ->
                naming
                    .userOf(token)
                    .filter(user -> !revoked.covers(user.userId(), user.loginId()))
                    .isPresent()));
  }

  private static boolean isInTime(Jwt token, Instant now) {
    Instant end = token.getExpiresAt();
    Instant begin = token.getNotBefore();
    if (end == null || !now.isBefore(end) || begin != null && now.plus(SKEW).isBefore(begin)) {
      return false;
    }
    // Without `iat` the decoder makes one up, just before the end.
    Instant told = Objects.requireNonNullElse(token.getIssuedAt(), now);
    Instant made = told.isBefore(now) ? told : now;
    return Duration.between(made, end).compareTo(Revocation.REMEMBERED.plus(SKEW)) <= 0;
  }

  private static OAuth2TokenValidator<Jwt> rule(String otherwise, Predicate<Jwt> rule) {
    OAuth2TokenValidatorResult failure =
        OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, otherwise, null));
    return token -> rule.test(token) ? OAuth2TokenValidatorResult.success() : failure;
  }
}
