package chat.maru.chat.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import chat.maru.chat.internal.InternalListener;
import chat.maru.testkit.Servers;
import chat.maru.testkit.issuer.Forgery;
import chat.maru.testkit.issuer.OutsideIssuer;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A node whose users come from an OpenID provider outside (D13).
@DirtiesContext
class OutsideIssuerIT extends RunningNode {
  private static final OutsideIssuer OUTSIDE = new OutsideIssuer();

  @Autowired InternalListener listener;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    registry.add("maru.issuer", OUTSIDE::uri);
    registry.add("maru.chat.embedded-issuer", () -> false);
  }

  @AfterAll
  static void stop() {
    OUTSIDE.close();
  }

  @Test
  void aUserIsMadeOfTheClaimsOnFirstSightAndStays() {
    String subject = "auth0|" + UUID.randomUUID();
    String token = OUTSIDE.token(subject, claims -> claims.claim("name", "\u202eMin\nji"));
    var me = api().as(token).get("/api/me").ok();
    assertThat(me.get("displayName").asString()).isEqualTo("Min ji");
    assertThat(me.get("username").isNull()).isTrue();
    String renamed = OUTSIDE.token(subject, claims -> claims.claim("name", "Other"));
    assertThat(api().as(renamed).get("/api/me").ok()).isEqualTo(me);
  }

  @Test
  void aGatewayMakesAUserKnownAsOftenAsItLikes() throws IOException {
    UUID id = UUID.randomUUID();
    for (String name : List.of("민지", "Other")) {
      assertThat(tell(id.toString(), name).status()).isEqualTo(204);
    }
    assertThat(api().as(OUTSIDE.token(id.toString())).get("/api/me").ok().toString())
        .contains("민지", id.toString());
    tell("no-uuid", "x").problem(400, "bad_id");
    tell(id.toString(), "").badField("displayName");
    tell(id.toString(), "x".repeat(41)).badField("displayName");
  }

  @Test
  void whatTheIssuerDidNotMakeForUsNowIsRefused() {
    String subject = UUID.randomUUID().toString();
    Instant now = Instant.now();
    JWK key = OUTSIDE.key();
    var good = OUTSIDE.claims(subject, _ -> {});
    api().as(Forgery.signed(key, good)).get("/api/me").ok();

    refused(Forgery.unsigned(good));
    refused(Forgery.withThePublicKeyAsSecret(key, true, good));
    refused(Forgery.signed(OutsideIssuer.ecKey(), good));
    refused(OUTSIDE.token(subject, claims -> claims.audience("other")));
    refused(OUTSIDE.token(subject, claims -> claims.issuer("https://evil.example")));
    refused(OUTSIDE.token(subject, c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))));
    refused(
        OUTSIDE.token(
            subject,
            claims ->
                claims
                    .issueTime(Date.from(now.minusSeconds(60)))
                    .expirationTime(Date.from(now.minusSeconds(1)))));
  }

  /// At once, unless its keys were asked for twice in the last two seconds.
  @Test
  void aRotationIsSeenInTwoSecondsAndTheOldKeyCountsAsLongAsItIsPublished() {
    String old = OUTSIDE.token(UUID.randomUUID().toString());
    await().until(() -> api().as(old).get("/api/me").status() == 200);
    OUTSIDE.rotate(OutsideIssuer.rsaKey());
    String fresh = OUTSIDE.token(UUID.randomUUID().toString());
    await()
        .atMost(Duration.ofSeconds(4))
        .until(() -> api().as(fresh).get("/api/me").status() == 200);
    api().as(old).get("/api/me").ok();
  }

  @Test
  void nobodyRegistersOrSignsInHere() {
    for (String path : List.of("/api/auth/register", "/api/auth/login", "/api/auth/refresh")) {
      api().post(path, "{}").problem(404, "not_found");
    }
    api().get("/.well-known/jwks.json").problem(404, "not_found");
  }

  private void refused(String token) {
    api().as(token).get("/api/me").problem(401, "unauthenticated");
  }

  private Api.Answer tell(String userId, String name) throws IOException {
    String token = Files.readString(Servers.current().serviceTokenFile()).strip();
    Api internal = new Api("http://127.0.0.1:" + listener.port()).as(token);
    return internal.send(
        internal
            .request("/internal/users/" + userId)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"displayName\":\"" + name + "\"}")));
  }
}
