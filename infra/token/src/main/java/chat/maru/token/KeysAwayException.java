package chat.maru.token;

import org.springframework.security.oauth2.jwt.JwtException;

/// The issuer's keys could not be fetched, so nobody knows whether the token is good: not the
/// caller's fault, and it passes.
public final class KeysAwayException extends JwtException {

  KeysAwayException(Throwable cause) {
    super("the issuer's keys could not be fetched", cause);
  }
}
