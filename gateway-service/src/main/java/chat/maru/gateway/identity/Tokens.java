package chat.maru.gateway.identity;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.membership.Newcomers;
import chat.maru.token.IssuerKeys;
import chat.maru.token.KeysAwayException;
import chat.maru.token.TokenUser;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.function.Function;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Checks access tokens: a signature by a key of the issuer, and [chat.maru.token.TokenRules].
///
/// Keys are kept; an unknown `kid` makes it ask the issuer again, at most twice in two seconds,
/// which blocks the caller for up to two. While the issuer is away the known keys go on.
public final class Tokens {
  private final JwtDecoder signatures;
  private final OAuth2TokenValidator<Jwt> rules;
  private final TokenUser.Naming naming;
  private final JWKSource<SecurityContext> keys;
  private final Newcomers newcomers;

  Tokens(
      JwtDecoder signatures,
      OAuth2TokenValidator<Jwt> rules,
      TokenUser.Naming naming,
      JWKSource<SecurityContext> keys,
      Newcomers newcomers) {
    this.signatures = signatures;
    this.rules = rules;
    this.naming = naming;
    this.keys = keys;
    this.newcomers = newcomers;
  }

  /// Of a live session. May block; not for callback threads.
  public Verdict judge(String token) {
    return judge(token, Tokens::known);
  }

  /// Of somebody who comes in, and may have been nowhere else before. May block; not for callback
  /// threads.
  public Verdict admit(String token) {
    return judge(
        token,
        user ->
            newcomers.areKnown(user.userId(), user.displayName())
                ? known(user)
                : Verdict.refused(ErrorCode.UNAVAILABLE));
  }

  /// Fetches the keys if need be; false while there are none.
  boolean haveKeys() {
    return IssuerKeys.areThere(keys);
  }

  private Verdict judge(String token, Function<TokenUser, Verdict> good) {
    try {
      Jwt jwt = signatures.decode(token);
      return rules.validate(jwt).hasErrors()
          ? Verdict.refused(ErrorCode.UNAUTHENTICATED)
          : naming
              .userOf(jwt)
              .map(good)
              .orElseGet(() -> Verdict.refused(ErrorCode.UNAUTHENTICATED));
    } catch (KeysAwayException e) {
      return Verdict.refused(ErrorCode.UNAVAILABLE);
    } catch (JwtException e) {
      return Verdict.refused(ErrorCode.UNAUTHENTICATED);
    }
  }

  private static Verdict known(TokenUser user) {
    return new Verdict.Known(new Identity(user.userId(), user.loginId(), user.expiresAt()));
  }
}
