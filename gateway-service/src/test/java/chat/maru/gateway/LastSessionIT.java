package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.RedisKeys;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// D1, D5: a user's last session of a node closes while a new one opens there, 10,000 times. After
/// each the directory names the new session and no other, and some are sent a message by what it
/// says.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastSessionIT extends GatewayWorld {
  private static final int USERS = 8;
  private static final int ROUNDS = 10_000 / USERS;
  private static final int SAMPLE = 25;
  private static final Duration POLL = Duration.ofMillis(1);

  private GatewayNode node;
  private String address;

  @BeforeAll
  @Timeout(120)
  void node() {
    node = start("gateway-1", "maru.gateway.per-user.handshakes=off");
    address = addressOf(node).text();
  }

  @Test
  void aUserWhoseLastSessionClosesWhileANewOneOpensIsAlwaysAddressed() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> users =
          IntStream.range(0, USERS).mapToObj(_ -> threads.submit(this::comeAndGo)).toList();
      for (Future<Integer> rounds : users) {
        assertThat(rounds.get()).isEqualTo(ROUNDS);
      }
    }
  }

  /// @return the rounds after which the user was addressed
  private int comeAndGo() {
    UUID user = UUID.randomUUID();
    UUID roomId = chatService.room(borrower, user);
    String token = chatService.token(user, LIFE);
    Client last = Client.bearer(node.url, token);
    for (int round = 1; round <= ROUNDS; round++) {
      Client next = replaced(last, token, round);
      isAddressed(user, next);
      if (round % SAMPLE == 0) {
        isReached(user, roomId, round, next);
      }
      last = next;
    }
    last.close();
    return ROUNDS;
  }

  /// Neither waits for the other: the close goes first, beside the handshake or just after it.
  private Client replaced(Client last, String token, int round) {
    return switch (round % 3) {
      case 0 -> {
        last.close();
        yield Client.bearer(node.url, token);
      }
      case 1 -> {
        var closing = CompletableFuture.runAsync(last::close, Thread::startVirtualThread);
        Client next = Client.bearer(node.url, token);
        closing.join();
        yield next;
      }
      default -> {
        Client next = Client.bearer(node.url, token);
        last.close();
        yield next;
      }
    };
  }

  /// Waits until the node has taken both the old session out and the new one in.
  private void isAddressed(UUID user, Client next) {
    String session = next.next("welcome").path("sessionId").asString();
    assertThat(redis().hexists(RedisKeys.sessions(user), session)).as("at its welcome").isTrue();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .untilAsserted(() ->
            assertThat(redis().hgetall(RedisKeys.sessions(user)))
                .containsExactlyEntriesOf(Map.of(session, address)));
  }

  private void isReached(UUID user, UUID roomId, int seq, Client device) {
    Map<String, String> sessions = redis().hgetall(RedisKeys.sessions(user));
    assertThat(sessions).hasSize(1);
    NodeAddress found = NodeAddress.parse(sessions.values().iterator().next());
    publish(found, batch(List.of(stored(roomId, user, seq, "round " + seq)), List.of(user)));
    assertThat(device.next("message").path("seq").asInt()).isEqualTo(seq);
  }
}
