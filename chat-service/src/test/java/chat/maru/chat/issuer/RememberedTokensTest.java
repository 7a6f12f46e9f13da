package chat.maru.chat.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class RememberedTokensTest {
  private final List<String> checked = new ArrayList<>();
  private final AtomicBoolean revoked = new AtomicBoolean();
  private final AtomicLong nanos = new AtomicLong();
  private final RememberedTokens tokens =
      new RememberedTokens(
          this::checkSignature,
          _ ->
              revoked.get()
                  ? OAuth2TokenValidatorResult.failure(new OAuth2Error("revoked"))
                  : OAuth2TokenValidatorResult.success(),
          nanos::get);

  @Test
  void aSignatureIsCheckedOnceInAWhile() {
    tokens.decode("a");
    nanos.addAndGet(RememberedTokens.KEPT.minusMillis(1).toNanos());
    tokens.decode("a");
    tokens.decode("b");
    assertThat(checked).containsExactly("a", "b");

    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    tokens.decode("a");
    assertThat(checked).containsExactly("a", "b", "a");
  }

  @Test
  void d13ARememberedTokenIsRefusedAsSoonAsARuleSaysSo() {
    tokens.decode("a");
    revoked.set(true);
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class);

    revoked.set(false);
    assertThat(tokens.decode("a").getTokenValue()).isEqualTo("a");
  }

  @Test
  void aWrongSignatureIsNeverRemembered() {
    assertThatThrownBy(() -> tokens.decode("wrong")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("wrong")).isInstanceOf(BadJwtException.class);
    assertThat(checked).containsExactly("wrong", "wrong");
  }

  private Jwt checkSignature(String token) {
    checked.add(token);
    if (token.equals("wrong")) {
      throw new BadJwtException("wrong signature");
    }
    return Jwt.withTokenValue(token).header("alg", "ES256").claim("sub", "someone").build();
  }
}
