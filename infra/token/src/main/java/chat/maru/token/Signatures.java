package chat.maru.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Decodes what a key of the issuer signed and applies no [TokenRules].
///
/// The key is chosen by the allowed algorithm, `kid`, type and use, never by what a token brings
/// along (`jwk`, `jku`, `x5c`); `typ` is absent, `JWT` or `at+jwt` (RFC 9068): no other kind of
/// token that the issuer signs is taken for an access token (RFC 8725, section 3.11).
public final class Signatures implements JwtDecoder {
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType ACCESS_TOKEN_IN_FULL =
      new JOSEObjectType("application/at+jwt");

  private final NimbusJwtDecoder decoder;

  public Signatures(JWKSource<SecurityContext> keys, TokenAlgorithms algorithms) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms.allowed(), keys));
    processor.setJWSVerifierFactory(new Verifiers());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, ACCESS_TOKEN, ACCESS_TOKEN_IN_FULL, null));
    processor.setJWTClaimsSetVerifier((_, _) -> {}); // TokenRules does
    decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
  }

  /// May block to fetch keys.
  ///
  /// @throws BadJwtException when the token is not signed as it must be
  /// @throws KeysAwayException when there are no keys to tell
  @Override
  public Jwt decode(String token) {
    try {
      return decoder.decode(token);
    } catch (BadJwtException e) {
      throw e;
    } catch (JwtException e) {
      throw keysAreAway(e) ? new KeysAwayException(e) : new BadJwtException("unknown key", e);
    }
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
