package chat.maru.chat.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import chat.maru.testkit.Servers;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

class SocketTicketIT extends RunningNode {
  @Autowired StringRedisTemplate redis;

  @BeforeEach
  void noGateways() {
    redis.delete(RedisKeys.NODES);
  }

  @Test
  void aTicketStandsForItsCallerAndNamesALiveGateway() {
    lease("gw-a", false);
    lease("gw-drains", true);
    redis.opsForSet().add(RedisKeys.NODES, "gw-dead");

    var account = account("A");
    var answer = account.api().post("/api/socket-tickets", Map.of());
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().get("url").asString()).isEqualTo("ws://127.0.0.1/gw-a");
    assertThat(answer.body().get("expiresIn").asLong()).isEqualTo(30);

    String key = RedisKeys.ticket(answer.body().get("ticket").asString());
    var grant =
        ContractJson.mapper()
            .readValue(Objects.requireNonNull(redis.opsForValue().get(key)), TicketGrant.class);
    assertThat(grant.userId()).isEqualTo(account.id());
    assertThat(grant.tokenExpiresAt())
        .isBetween(Instant.now().plusSeconds(800), Instant.now().plusSeconds(900));
    assertThat(redis.getExpire(key)).isBetween(1L, 30L);
    assertThat(redis.opsForSet().members(RedisKeys.NODES))
        .as("a node without a lease is swept")
        .containsExactlyInAnyOrder("gw-a", "gw-drains");
  }

  @Test
  void aNamedNodeIsHeededInTheLocalProfile() {
    lease("gw-a", false);
    lease("gw-b", false);
    var account = account("A");
    for (String node : new String[] {"gw-a", "gw-b"}) {
      var url = account.api().post("/api/socket-tickets", Map.of("node", node)).ok().get("url");
      assertThat(url.asString()).endsWith(node);
    }
    var refused = account.api().post("/api/socket-tickets", Map.of("node", "gw-c"));
    var problem = refused.problem(503, "unavailable");
    assertThat(problem.get("retryable").asBoolean()).isTrue();
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void withoutAGatewayThereIsNoTicket() {
    var account = account("A");
    account.api().post("/api/socket-tickets", Map.of()).problem(503, "unavailable");
    var empty =
        account.api().request("/api/socket-tickets").POST(HttpRequest.BodyPublishers.noBody());
    account.api().send(empty).problem(503, "unavailable");
    account.api().post("/api/socket-tickets", "{\"node\":1}").badField("node");
    api().post("/api/socket-tickets", Map.of()).problem(401, "unauthenticated");
  }

  @Test
  void whileRedisIsAwayOnlyTicketsAre() {
    var account = account("A");
    Servers.current().redis().kill();
    account.api().post("/api/socket-tickets", Map.of()).problem(503, "unavailable");
    account.api().get("/api/rooms").ok();
    account.api().get("/api/me").ok();
    account("B").api().get("/api/posts").ok();
    Servers.current().redis().restart();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(() -> {
          lease("gw-a", false);
          account.api().post("/api/socket-tickets", Map.of()).ok();
        });
  }

  private void lease(String node, boolean draining) {
    var lease = new NodeLease(node, "1", "ws://127.0.0.1/" + node, draining);
    redis.opsForSet().add(RedisKeys.NODES, node);
    redis
        .opsForValue()
        .set(
            RedisKeys.node(node), ContractJson.mapper().writeValueAsString(lease), RedisKeys.LEASE);
  }
}
