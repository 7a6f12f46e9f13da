package chat.maru.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.Revoked;
import chat.maru.testkit.issuer.Forgery;
import chat.maru.testkit.issuer.OutsideIssuer;
import chat.maru.token.TokenUser.Naming;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/// D13: of an outside issuer's tokens those count that it signed, for us, for now, as is allowed.
class OutsideTokensTest {
  private static final String SUBJECT = "auth0|64f";

  private final OutsideIssuer issuer = new OutsideIssuer();
  private final Revoked revoked = new Revoked();
  private final Signatures signatures = signatures(List.of("ES256", "RS256"));
  private final OAuth2TokenValidator<Jwt> rules =
      TokenRules.of(
          issuer.uri(), OutsideIssuer.AUDIENCE, Naming.OUTSIDE, revoked, Clock.systemUTC());

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void aTokenOfTheIssuerCountsWhicheverOfTheAllowedAlgorithmsItUses() {
    counts(issuer.token(SUBJECT));
    issuer.rotate(OutsideIssuer.rsaKey());
    counts(issuer.token(SUBJECT));
    counts(Forgery.signed(issuer.key(), new JOSEObjectType("at+jwt"), good()));
  }

  @Test
  void anAlgorithmThatIsNotAllowedDoesNotCount() {
    issuer.rotate(OutsideIssuer.rsaKey());
    Signatures ellipticOnly = signatures(List.of("ES256"));
    assertThatThrownBy(() -> ellipticOnly.decode(issuer.token(SUBJECT)))
        .isInstanceOf(BadJwtException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "HS512", "dir", ""})
  void aSettingThatWouldTakeSecretsOrNothingForSignaturesIsRefused(String name) {
    assertThatThrownBy(() -> TokenAlgorithms.named(List.of("RS256", name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maru.token-algorithms");
  }

  @Test
  void noAlgorithmAtAllIsRefused() {
    assertThatThrownBy(() -> TokenAlgorithms.named(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatTheIssuerDidNotSignDoesNotCount() {
    String token = issuer.token(SUBJECT);
    counts(token);
    JWK key = issuer.key();
    JWK foreign = OutsideIssuer.ecKey();
    isBad(Forgery.unsigned(good()));
    isBad(Forgery.withThePublicKeyAsSecret(key, true, good()));
    isBad(Forgery.withThePublicKeyAsSecret(key, false, good()));
    isBad(Forgery.withItsOwnKey(foreign, key.getKeyID(), good()));
    isBad(Forgery.withItsOwnKey(foreign, foreign.getKeyID(), good()));
    isBad(Forgery.withClaims(token, issuer.claims("somebody-else", _ -> {})));
    isBad(Forgery.withASpoiltSignature(token));
    isBad("nonsense");
  }

  @Test
  void anotherKindOfTokenIsNoAccessToken() {
    isBad(Forgery.signed(issuer.key(), new JOSEObjectType("logout+jwt"), good()));
  }

  @Test
  void whatTheClaimsMustSayIsHeldToTheLetter() {
    Instant now = Instant.now();
    breaksARule(claims -> claims.issuer(issuer.uri() + "/"));
    breaksARule(claims -> claims.issuer(null));
    breaksARule(claims -> claims.audience("other"));
    breaksARule(claims -> claims.audience(List.of()));
    breaksARule(claims -> claims.subject(null));
    breaksARule(claims -> claims.subject(" "));
    breaksARule(claims -> claims.expirationTime(null));
    Date ended = Date.from(now.minusSeconds(1));
    Date before = Date.from(now.minusSeconds(60));
    breaksARule(claims -> claims.issueTime(before).expirationTime(ended));
    breaksARule(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60))));
    counts(issuer.token(SUBJECT, claims -> claims.audience(List.of("other", "maru"))));
    counts(issuer.token(SUBJECT, claims -> claims.notBeforeTime(Date.from(now.plusSeconds(2)))));
  }

  @Test
  void aTokenThatOutlivesTheMemoryOfALogoutDoesNotCount() {
    Instant end = Instant.now().plus(Revocation.REMEMBERED).plusSeconds(60);
    breaksARule(claims -> claims.expirationTime(Date.from(end)));
    breaksARule(claims -> claims.expirationTime(Date.from(end)).issueTime(null));
    Date begun = Date.from(Instant.now().minus(Duration.ofHours(1)));
    breaksARule(
        claims -> claims.issueTime(begun).expirationTime(Date.from(Instant.now().plusSeconds(60))));
  }

  @Test
  void aRevokedLoginDoesNotCount() {
    String token = issuer.token(SUBJECT, claims -> claims.claim("sid", "phone"));
    counts(token);
    UUID user = Naming.OUTSIDE.userOf(signatures.decode(token)).orElseThrow().userId();
    revoked.add(new Revocation.LoginEnded(1, user, "phone", Instant.now()));
    assertThat(rules.validate(signatures.decode(token)).hasErrors()).isTrue();
    counts(issuer.token(SUBJECT, claims -> claims.claim("sid", "laptop")));
  }

  @Test
  void aRotationIsSeenAtOnceAndBothKeysCountWhileBothArePublished() {
    String old = issuer.token(SUBJECT);
    counts(old);
    issuer.rotate(OutsideIssuer.ecKey());
    counts(issuer.token(SUBJECT));
    counts(old);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void unknownKeysDoNotTurnUsAgainstTheIssuer() {
    counts(issuer.token(SUBJECT));
    JWK foreign = OutsideIssuer.ecKey();
    for (int i = 0; i < 200; i++) {
      isBad(Forgery.signed(foreign, good()));
    }
    assertThat(issuer.fetches()).isLessThanOrEqualTo(4);
  }

  @Test
  void knownKeysGoOnWhileTheIssuerIsAwayAndUnknownOnesAreNotJudged() {
    counts(issuer.token(SUBJECT));
    issuer.setAway(true);
    counts(issuer.token(SUBJECT));
    Signatures fresh = signatures(List.of("ES256"));
    assertThatThrownBy(() -> fresh.decode(issuer.token(SUBJECT)))
        .isInstanceOf(KeysAwayException.class);
    issuer.setAway(false);
  }

  @Test
  void metadataOfAnotherIssuerGiveNoKeys() {
    issuer.callItself("https://evil.example");
    assertThatThrownBy(() -> signatures.decode(issuer.token(SUBJECT)))
        .isInstanceOf(KeysAwayException.class)
        .hasStackTraceContaining("https://evil.example (expected: " + issuer.uri());
  }

  private Signatures signatures(List<String> algorithms) {
    try {
      return new Signatures(
          IssuerKeys.of(issuer.uri(), SSLContext.getDefault()), TokenAlgorithms.named(algorithms));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet good() {
    return issuer.claims(SUBJECT, _ -> {});
  }

  private void counts(String token) {
    assertThat(rules.validate(signatures.decode(token)).getErrors()).isEmpty();
  }

  private void breaksARule(Consumer<JWTClaimsSet.Builder> changes) {
    Jwt token = signatures.decode(issuer.token(SUBJECT, changes));
    assertThat(rules.validate(token).hasErrors()).isTrue();
  }

  private void isBad(String token) {
    assertThatThrownBy(() -> signatures.decode(token)).isInstanceOf(BadJwtException.class);
  }
}
