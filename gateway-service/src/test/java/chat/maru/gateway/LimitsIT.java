package chat.maru.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.RedisKeys;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// D9: who sends or opens too much is refused, and who goes on is closed; nobody else notices.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsIT extends GatewayWorld {
  private GatewayNode one;
  private GatewayNode strict;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = start("gateway-1");
    strict =
        start(
            "gateway-2",
            "maru.gateway.per-user.sends=2/s burst 5",
            "maru.gateway.per-user.connections=3",
            "maru.gateway.per-user.handshakes=1/m burst 6",
            "maru.gateway.per-address.exempt=",
            "maru.gateway.per-address.handshakes=1/m burst 30",
            "maru.gateway.door.headers=1s",
            "maru.gateway.door.connections=50",
            "maru.gateway.door.connections-per-address=40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"send\",\"id\":\"$ID\",\"roomId\":\"$ROOM\",\"text\":\"hello\"}",
        "{\"type\":\"read\",\"roomId\":\"$ROOM\",\"seq\":1}",
        "{\"type\":\"typing\",\"roomId\":\"$ROOM\"}",
        "{\"type\":\"watch\",\"roomId\":\"$ROOM\"}",
        "{\"type\":\"unwatch\",\"roomId\":\"$ROOM\"}",
        "{\"type\":\"auth\",\"token\":\"nonsense\"}",
        "{\"type\":\"ping\"}",
        "{\"type\":\"dance\"}",
        "garbage"
      })
  void whoFloodsIsClosedAndAnothersMessagesGoOn(String frame) {
    UUID roomId = chatService.room(borrower, lender);
    UUID othersRoom = chatService.room(UUID.randomUUID(), lender);
    try (var flooder = connect(one, borrower);
        var other = connect(one, lender)) {
      ackOf(other, othersRoom);
      Thread flood = Thread.ofVirtual().start(() -> flood(flooder, frame, roomId));
      int acked = 0;
      while (flood.isAlive()) {
        ackOf(other, othersRoom);
        acked++;
      }
      assertThat(flooder.closeCode()).isEqualTo(4429);
      assertThat(acked).isPositive();
      ackOf(other, othersRoom);
      assertThat(other.closed).isNotDone();
    }
  }

  @Test
  void aFloodOfPingsThatTheContainerAnswersIsClosedToo() throws Exception {
    try (var flooder = new RawSocket(one.url, chatService.token(borrower, LIFE))) {
      assertThat(flooder.upgrade()).startsWith("HTTP/1.1 101");
      flooder.pings(10_000);
      assertThat(flooder.closeCode()).isEqualTo(4429);
    }
  }

  @Test
  void sendsOverTheUsersLimitAreRefusedAndComeLaterInOrder() {
    UUID roomId = chatService.room(borrower, lender);
    List<String> ids = IntStream.range(0, 9).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    List<String> acked = new ArrayList<>();
    seekToEnd();
    try (var client = connect(strict, borrower)) {
      ids.forEach(id -> sendText(client, roomId, id));
      List<JsonNode> answers = ids.stream().map(_ -> client.next()).toList();
      answers.stream()
          .filter(answer -> answer.path("type").asString().equals("ack"))
          .forEach(ack -> acked.add(ack.path("id").asString()));
      assertThat(acked)
          .containsExactlyElementsOf(ids.subList(0, acked.size()))
          .hasSizeBetween(5, 7);
      assertThat(codes(answers)).startsWith("rate_limited");
      assertThat(codes(answers).subList(1, 9 - acked.size())).containsOnly("retry_in_order");
      for (String id : ids.subList(acked.size(), ids.size())) {
        repeatUntilAcked(client, roomId, id);
      }
    }
    assertThat(records(roomId, ids.size()))
        .extracting(record -> ((MessageAccepted) event(record)))
        .extracting(accepted -> accepted.clientMessageId().toString())
        .containsExactlyElementsOf(ids);
  }

  @Test
  void allDevicesOfAUserShareTheLimit() {
    UUID roomId = chatService.room(borrower, lender);
    try (var phone = connect(strict, borrower);
        var tablet = connect(strict, borrower);
        var other = connect(strict, lender)) {
      for (int i = 0; i < 5; i++) {
        sendOn(phone, "roomId", roomId);
      }
      List<String> answers =
          IntStream.range(0, 3).mapToObj(_ -> sendOn(tablet, "roomId", roomId)).toList();
      assertThat(answers).contains("rate_limited");
      assertThat(sendOn(other, "roomId", roomId)).isEqualTo("ack");
    }
  }

  @Test
  void aUserHasSoManyConnectionsAndSoManyHandshakes() throws Exception {
    String token = chatService.token(borrower, LIFE);
    var devices = List.of(connect(strict, borrower), connect(strict, borrower));
    try (var _ = connect(strict, borrower)) {
      assertRateLimited(token);
    }
    await().until(() -> redis().hlen(RedisKeys.sessions(borrower)) == 2);
    devices.forEach(Client::close);
    await().until(() -> redis().hlen(RedisKeys.sessions(borrower)) == 0);
    for (int i = 0; i < 3; i++) {
      connect(strict, borrower).close();
    }
    assertRateLimited(token);
  }

  @Test
  void anAddressHasSoManyHandshakesWhateverComesOfThem() throws Exception {
    GatewayNode node =
        start(
            "gateway-3",
            "maru.gateway.per-address.exempt=",
            "maru.gateway.per-address.handshakes=1/m burst 5");
    for (int i = 0; i < 5; i++) {
      assertThat(upgrade(node.url, Map.of()).statusCode()).isEqualTo(401);
    }
    var refused = upgrade(node.url, Map.of());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(30L, 60L);
    assertThat(node.get("/actuator/prometheus"))
        .contains("maru_gateway_limited_total{limit=\"address_handshakes\"");
  }

  @Test
  void slowHeadersAreEndedAndHalfOpenConnectionsAreBounded() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      Socket slow = raw(strict);
      open.add(slow);
      slow.getOutputStream().write("GET /ws HTTP/1.1\r\n".getBytes(US_ASCII));
      for (int i = 0; i < 200; i++) {
        open.add(raw(strict));
      }
      await().until(() -> metric("maru_connections_cut_total", "reason=\"address\"") > 100);
      await().until(() -> metric("maru_connections_waiting") <= 40);
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
      await().until(() -> metric("maru_connections_cut_total", "reason=\"head\"") > 30);
      try (var client = connect(strict, lender)) {
        await()
            .during(Duration.ofSeconds(3))
            .atMost(Duration.ofSeconds(4))
            .until(() -> !client.closed.isDone());
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /// Between other frames: the flooder types and reads in a room of both.
  private static void ackOf(Client client, UUID roomId) {
    String id = UUID.randomUUID().toString();
    sendText(client, roomId, id);
    assertThat(client.next("ack").path("id").asString()).isEqualTo(id);
  }

  private void flood(Client client, String frame, UUID roomId) {
    try {
      while (!client.closed.isDone()) {
        client.raw(
            frame.replace("$ROOM", roomId.toString()).replace("$ID", UUID.randomUUID().toString()));
      }
    } catch (CompletionException e) {
      // closed while it wrote
    }
  }

  private static void sendText(Client client, UUID roomId, String id) {
    client.send(Map.of("type", "send", "id", id, "roomId", roomId, "text", "hello"));
  }

  private static List<String> codes(List<JsonNode> answers) {
    return answers.stream()
        .filter(answer -> answer.path("type").asString().equals("error"))
        .map(answer -> answer.path("code").asString())
        .toList();
  }

  private static void repeatUntilAcked(Client client, UUID roomId, String id) {
    await()
        .pollInterval(Duration.ofMillis(250))
        .until(() -> {
          sendText(client, roomId, id);
          JsonNode answer = client.next();
          assertThat(answer.path("id").asString()).isEqualTo(id);
          boolean acked = answer.path("type").asString().equals("ack");
          assertThat(acked || answer.path("retryAfterMs").asLong() > 0).isTrue();
          return acked;
        });
  }

  private void assertRateLimited(String token) throws Exception {
    var refused = upgrade(strict.url, Map.of("Authorization", "Bearer " + token));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    JsonNode problem = ContractJson.mapper().readTree(refused.body());
    assertThat(problem.path("code").asString()).isEqualTo("rate_limited");
    assertThat(problem.path("retryAfterMs").asLong()).isPositive();
  }

  private static Socket raw(GatewayNode node) throws IOException {
    URI address = URI.create(node.url);
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private double metric(String name, String... tags) throws Exception {
    return strict
        .get("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> List.of(tags).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
