package chat.maru.chat.issuer;

import chat.maru.contract.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/// What a token must say besides being signed by a key of the issuer: who made it, that it is for
/// us, that it has not ended, and whose it is, as a UUID.
final class TokenRules {
  private TokenRules() {}

  static OAuth2TokenValidator<Jwt> of(String issuer, Clock clock) {
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
            JwtClaimNames.SUB, subject -> subject != null && Ids.parse(subject).isPresent()));
  }
}
