package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// D5: Redis dies, a session closes, and Redis is back with all it had: the directory names the
/// sessions that live, and none that closed.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedWhileAwayIT extends GatewayWorld {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> ELSEWHERE = Map.of("elsewhere", "gateway-2:now");

  private GatewayNode node;
  private String address;

  @BeforeAll
  @Timeout(120)
  void node() {
    node = start("gateway-1");
    address = addressOf(node).text();
  }

  @Test
  void whatClosedWhileRedisWasAwayIsTakenOutAndWhatLivesStays() throws Exception {
    try (var only = connect(node, borrower);
        var phone = connect(node, lender)) {
      String phoneId = sessionsOf(lender).getFirst();
      try (var laptop = connect(node, lender)) {
        redis().hset(RedisKeys.sessions(borrower), ELSEWHERE); // shows that Redis forgot nothing
        killRedis();
        only.close();
        laptop.close();
        await().atMost(PATIENCE).until(() -> sessionsOf(borrower).isEmpty());
        await().atMost(PATIENCE).until(() -> sessionsOf(lender).equals(List.of(phoneId)));
      }
      restartRedis();
      isNamed(borrower, ELSEWHERE);
      isNamed(lender, Map.of(phoneId, address));
      UUID roomId = chatService.room(borrower, lender);
      publish(node, List.of(stored(roomId, 1, "still here")), List.of(lender));
      assertThat(phone.next("message").path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void whoComesBackBeforeRedisDoesIsNamedByTheNewSessionOnly() throws Exception {
    Client old = connect(node, borrower);
    killRedis();
    old.close();
    await().atMost(PATIENCE).until(() -> sessionsOf(borrower).isEmpty());
    var back = CompletableFuture.supplyAsync(this::knockUntilLetIn, Thread::startVirtualThread);
    restartRedis();
    try (var device = back.join()) {
      String session = device.next("welcome").path("sessionId").asString();
      isNamed(borrower, Map.of(session, address));
      UUID roomId = chatService.room(borrower, lender);
      publish(node, List.of(stored(roomId, 1, "welcome back")), List.of(borrower));
      assertThat(device.next("message").path("seq").asInt()).isEqualTo(1);
    }
  }

  /// Returns when the node has noticed.
  private void killRedis() {
    servers.redis().kill();
    var bearer = Map.of("Authorization", "Bearer " + chatService.token(lender, LIFE));
    await().atMost(PATIENCE).until(() -> upgrade(node.url, bearer).statusCode() == 503);
  }

  private void restartRedis() {
    servers.redis().restart();
    connectToRedis();
  }

  private Client knockUntilLetIn() {
    String token = chatService.token(borrower, LIFE);
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> Client.bearer(node.url, token), device -> !device.closed.isDone());
  }

  private List<String> sessionsOf(UUID user) {
    return node.beans(Sessions.class).iterator().next().of(user).stream()
        .map(Session::id)
        .map(UUID::toString)
        .toList();
  }

  private void isNamed(UUID user, Map<String, String> entries) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(redis().hgetall(RedisKeys.sessions(user)))
                .containsExactlyInAnyOrderEntriesOf(entries));
  }
}
