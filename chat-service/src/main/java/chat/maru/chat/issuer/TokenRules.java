package chat.maru.chat.issuer;

import chat.maru.contract.id.Ids;
import chat.maru.contract.revocation.Revoked;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/// What a token must say besides being signed by a key of the issuer: who made it, that it is for
/// us, that it has not ended and was not revoked, and whose it is, as a UUID.
final class TokenRules {
  private static final OAuth2TokenValidatorResult REVOKED =
      OAuth2TokenValidatorResult.failure(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "the token was revoked", null));

  private TokenRules() {}

  static OAuth2TokenValidator<Jwt> of(String issuer, Revoked revoked, Clock clock) {
    // No leeway: with one, a session would outlive its token (D13).
    JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    time.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        time,
        new JwtClaimValidator<>(JwtClaimNames.EXP, exp -> exp != null),
        new JwtIssuerValidator(issuer),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(AccessTokens.AUDIENCE)),
        new JwtClaimValidator<String>(
            JwtClaimNames.SUB, subject -> subject != null && Ids.parse(subject).isPresent()),
        token -> isRevoked(token, revoked) ? REVOKED : OAuth2TokenValidatorResult.success());
  }

  private static boolean isRevoked(Jwt token, Revoked revoked) {
    String subject = Objects.requireNonNullElse(token.getSubject(), "");
    String loginId = Objects.requireNonNullElse(token.getClaimAsString("sid"), subject);
    return Ids.parse(subject).filter(userId -> revoked.covers(userId, loginId)).isPresent();
  }
}
