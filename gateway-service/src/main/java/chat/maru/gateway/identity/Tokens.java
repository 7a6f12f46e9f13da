package chat.maru.gateway.identity;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.contract.revocation.Revoked;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Checks access tokens: ES256 by a key of the issuer, `iss`, `aud` and `exp`, and that it was not
/// revoked.
///
/// Keys are kept; an unknown `kid` makes it ask the issuer again, at most once a few seconds, which
/// blocks the caller for up to two. While the issuer is away the known keys go on.
public final class Tokens {
  static final String AUDIENCE = "maru";

  private final JwtDecoder decoder;
  private final JWKSource<SecurityContext> keys;
  private final Revoked revoked;

  Tokens(JwtDecoder decoder, JWKSource<SecurityContext> keys, Revoked revoked) {
    this.decoder = decoder;
    this.keys = keys;
    this.revoked = revoked;
  }

  /// May block; not for callback threads.
  public Verdict judge(String token) {
    try {
      return judge(decoder.decode(token));
    } catch (BadJwtException e) {
      return Verdict.refused(ErrorCode.UNAUTHENTICATED);
    } catch (JwtException e) {
      return Verdict.refused(keysAreAway(e) ? ErrorCode.UNAVAILABLE : ErrorCode.UNAUTHENTICATED);
    }
  }

  /// Fetches the keys if need be; false while there are none.
  boolean haveKeys() {
    try {
      return !keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).isEmpty();
    } catch (KeySourceException e) {
      return false;
    }
  }

  private Verdict judge(Jwt token) {
    String subject = token.getSubject();
    Instant end = token.getExpiresAt();
    if (subject == null || end == null) {
      return Verdict.refused(ErrorCode.UNAUTHENTICATED);
    }
    String loginId = Objects.requireNonNullElse(token.getClaimAsString("sid"), subject);
    return Ids.parse(subject)
        .filter(user -> !revoked.covers(user, loginId))
        .<Verdict>map((UUID user) -> new Verdict.Known(new Identity(user, loginId, end)))
        .orElseGet(() -> Verdict.refused(ErrorCode.UNAUTHENTICATED));
  }

  private static boolean keysAreAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JWKSetUnavailableException) {
        return true;
      }
    }
    return false;
  }
}
