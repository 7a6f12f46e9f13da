package chat.maru.chat.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Checks a token's signature once in five minutes and its rules at every use: a client that
/// fetches page after page pays for one signature, and when all fetch at once after an outage, few
/// do.
///
/// What changes with time, expiry and revocation (D13), is a rule. A signing key that is withdrawn
/// is still trusted for up to [#KEPT], for tokens seen before, as long as gateways keep the
/// issuer's keys. A wrong token is never remembered.
final class RememberedTokens implements JwtDecoder {
  static final Duration KEPT = Duration.ofMinutes(5);

  /// About 4 KB each.
  private static final int MOST = 4_000;

  private final JwtDecoder signatures;
  private final OAuth2TokenValidator<Jwt> rules;
  private final Cache<String, Jwt> seen;

  /// @param signatures decodes what is signed rightly, and applies no rules
  RememberedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> rules, Ticker ticker) {
    this.signatures = signatures;
    this.rules = rules;
    seen = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).ticker(ticker).build();
  }

  @Override
  public Jwt decode(String token) {
    Jwt jwt = seen.get(token, signatures::decode);
    OAuth2TokenValidatorResult verdict = rules.validate(jwt);
    if (verdict.hasErrors()) {
      throw new JwtValidationException("The token breaks a rule", verdict.getErrors());
    }
    return jwt;
  }
}
