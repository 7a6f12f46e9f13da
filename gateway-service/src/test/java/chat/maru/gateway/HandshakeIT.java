package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who gets in, for how long, and how a session ends.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandshakeIT extends GatewayWorld {
  private GatewayNode one;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = start("gateway-1");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer nonsense, 401, unauthenticated",
    "Authorization, Basic eDp5, 401, unauthenticated",
    "Origin, http://evil.test, 403, forbidden_origin"
  })
  void refusesAHandshakeBeforeTheUpgrade(String header, String value, int status, String code)
      throws Exception {
    assertRefused(one.url, Map.of(header, value), status, code);
  }

  @Test
  void refusesTokensOfOthersAndOldOnesAndUnknownTickets() throws Exception {
    for (String token :
        List.of(
            chatService.token("http://other.test", "maru", borrower, LIFE),
            chatService.token(FakeChatService.ISSUER, "other", borrower, LIFE),
            chatService.token(borrower, Duration.ofSeconds(-10)))) {
      assertRefused(one.url, Map.of("Authorization", "Bearer " + token), 401, "unauthenticated");
    }
    assertRefused(one.url + "?ticket=unknown", Map.of(), 401, "bad_ticket");
    assertRefused(one.url, Map.of(), 401, "unauthenticated");
  }

  @Test
  void aTicketOpensOneSession() throws Exception {
    String ticket = UUID.randomUUID().toString();
    var grant = new TicketGrant(borrower, "login", Instant.now().plus(LIFE));
    redis().set(RedisKeys.ticket(ticket), ContractJson.mapper().writeValueAsString(grant));
    try (var client = Client.ticket(one.url, ticket)) {
      assertThat(client.next().path("userId").asString()).isEqualTo(borrower.toString());
    }
    assertRefused(one.url + "?ticket=" + ticket, Map.of(), 401, "bad_ticket");
  }

  @Test
  void aKeyThatTheIssuerJustMadeIsFetched() {
    chatService.rotate();
    await()
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> {
          try (var client = connect(one, borrower)) {
            return true;
          }
        });
  }

  @Test
  void welcomeComesWhenTheDirectoryHasTheSession() {
    try (var client = Client.bearer(one.url, chatService.token(borrower, LIFE))) {
      JsonNode welcome = client.next();
      assertThat(client.subprotocol()).isEqualTo("chat.v1");
      assertThat(welcome.path("type").asString()).isEqualTo("welcome");
      assertThat(welcome.path("node").asString()).isEqualTo("gateway-1");
      assertThat(welcome.path("heartbeatSeconds").asInt()).isEqualTo(20);
      String key = RedisKeys.sessions(borrower);
      assertThat(redis().hget(key, welcome.path("sessionId").asString())).startsWith("gateway-1/");
      assertThat(redis().ttl(key)).isPositive();
    }
    await().until(() -> redis().hlen(RedisKeys.sessions(borrower)) == 0);
    await().until(() -> redis().exists(RedisKeys.seen(borrower)) == 1);
  }

  @Test
  void closesWithTheCodeThatFits() {
    var binary = connect(one, borrower);
    binary.binary();
    assertThat(binary.closeCode()).isEqualTo(4400);
    var large = connect(one, borrower);
    large.raw("{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024) + "\"}");
    assertThat(large.closeCode()).isEqualTo(4413);
    var expired = Client.bearer(one.url, chatService.token(borrower, Duration.ofSeconds(4)));
    expired.welcomed();
    assertThat(expired.closeCode()).isEqualTo(4401);
  }

  @Test
  void compressionIsDeclinedAndBadUtf8IsTheContainersMatter() throws Exception {
    try (var socket = new RawSocket(one.url, chatService.token(borrower, LIFE))) {
      assertThat(socket.upgrade()).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
      socket.text(new byte[] {(byte) 0xc3, (byte) 0x28});
      assertThat(socket.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void aFreshTokenKeepsTheSessionAndAnothersEndsIt() {
    var client = Client.bearer(one.url, chatService.token(borrower, Duration.ofSeconds(6)));
    client.welcomed();
    client.send(Map.of("type", "auth", "token", "nonsense"));
    assertThat(client.next().path("code").asString()).isEqualTo("unauthenticated");
    client.send(Map.of("type", "auth", "token", chatService.token(borrower, LIFE)));
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !client.closed.isDone());
    client.send(Map.of("type", "auth", "token", chatService.token(lender, LIFE)));
    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void anOpenSessionKeepsNothingOfItsHandshake() {
    String exchange = "org.eclipse.jetty.ee11.servlet.ServletChannel";
    long before = LiveObjects.of(exchange);
    List<Client> clients =
        Stream.generate(() -> connect(one, UUID.randomUUID())).limit(40).toList();
    assertThat(LiveObjects.of(exchange) - before).isLessThan(clients.size() / 2);
    clients.forEach(Client::close);
  }

  private void assertRefused(String url, Map<String, String> headers, int status, String code)
      throws Exception {
    HttpResponse<String> answer = upgrade(url, headers);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(ContractJson.mapper().readTree(answer.body()).path("code").asString())
        .isEqualTo(code);
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(status == 401);
  }
}
