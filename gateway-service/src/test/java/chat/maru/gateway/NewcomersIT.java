package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import chat.maru.testkit.issuer.OutsideIssuer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Users of an outside issuer, found by `maru.issuer` alone, who come by socket before any other
/// call (D1, D13).
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NewcomersIT extends GatewayWorld {
  private final OutsideIssuer issuer = new OutsideIssuer();
  private GatewayNode one;
  private GatewayNode two;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = outside("gateway-1");
    two = outside("gateway-2");
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void areMadeKnownOnceOnEachNodeBeforeTheyAreWelcomed() {
    String token = issuer.token(borrower.toString(), claims -> claims.claim("name", "민지"));
    try (var device = Client.bearer(one.url, token).welcomed()) {
      assertThat(told(borrower)).isEqualTo(1);
      assertThat(chatService.newcomers).contains(borrower + " 민지");
    }
    try (var again = Client.bearer(one.url, token).welcomed()) {
      assertThat(told(borrower)).isEqualTo(1);
    }
    try (var elsewhere = Client.bearer(two.url, token).welcomed()) {
      assertThat(told(borrower)).isEqualTo(2);
    }
  }

  @Test
  void whoComesWhileChatServiceIsAwayIsToldToComeBackAndTheOthersGoOn() throws Exception {
    String known = issuer.token(borrower.toString());
    try (var device = Client.bearer(one.url, known).welcomed()) {
      chatService.away = true;
      HttpResponse<String> answer = handshake(issuer.token(lender.toString()));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(code(answer)).isEqualTo("unavailable");
      try (var again = Client.bearer(one.url, known).welcomed()) {
        assertThat(told(borrower)).isEqualTo(1);
      }
    }
    chatService.away = false;
    await()
        .ignoreExceptions()
        .until(() -> {
          try (var come = Client.bearer(one.url, issuer.token(lender.toString())).welcomed()) {
            return true;
          }
        });
    assertThat(told(lender)).isEqualTo(1);
  }

  @Test
  void whoIsRefusedIsNotMadeKnown() throws Exception {
    Instant now = Instant.now();
    String id = borrower.toString();
    refused(issuer.token(id, claims -> claims.audience("other")));
    refused(issuer.token(id, claims -> claims.issuer("https://evil.example")));
    refused(issuer.token(id, claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))));
    refused(
        issuer.token(
            id,
            claims ->
                claims
                    .issueTime(Date.from(now.minusSeconds(60)))
                    .expirationTime(Date.from(now.minusSeconds(1)))));
    assertThat(told(borrower)).isZero();
  }

  @Test
  void anyKindOfSubjectAndSignatureNamesTheSameUserOnEveryNode() {
    String subject = "auth0|" + UUID.randomUUID();
    issuer.rotate(OutsideIssuer.rsaKey());
    var first = Client.bearer(one.url, issuer.token(subject));
    String id = first.next().path("userId").asString();
    issuer.rotate(OutsideIssuer.ecKey());
    var second = Client.bearer(two.url, issuer.token(subject));
    assertThat(second.next().path("userId").asString()).isEqualTo(id);
    assertThat(told(UUID.fromString(id))).isEqualTo(2);
    first.close();
    second.close();
  }

  private GatewayNode outside(String name) {
    return start(
        name,
        "maru.issuer=" + issuer.uri(),
        "maru.gateway.embedded-issuer=false",
        "maru.gateway.jwks-uri=");
  }

  private long told(UUID user) {
    return chatService.newcomers.stream().filter(it -> it.startsWith(user.toString())).count();
  }

  private void refused(String token) throws Exception {
    HttpResponse<String> answer = handshake(token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("unauthenticated");
  }

  private HttpResponse<String> handshake(String token) throws Exception {
    return upgrade(one.url, Map.of("Authorization", "Bearer " + token));
  }

  private static String code(HttpResponse<String> answer) {
    return ContractJson.mapper().readTree(answer.body()).path("code").asString();
  }
}
