package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.delivery.Nodes;
import chat.maru.gateway.identity.Identity;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.session.SilentSocket;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import chat.maru.limits.rate.Rate;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import io.lettuce.core.KillArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What sessions are told, on two gateways with one Redis.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveryIT extends GatewayWorld {
  private GatewayNode one;
  private GatewayNode two;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = start("gateway-1", "maru.gateway.timing.presence-grace=1s");
    two = start("gateway-2", "maru.gateway.timing.presence-grace=1s");
  }

  @Test
  void typingReachesTheOtherNodeOnceInThreeSeconds() {
    UUID roomId = chatService.room(borrower, lender);
    try (var from = connect(one, borrower);
        var to = connect(two, lender)) {
      for (int i = 0; i < 5; i++) {
        from.send(Map.of("type", "typing", "roomId", roomId));
      }
      JsonNode typing = to.next();
      assertThat(typing.path("type").asString()).isEqualTo("typing");
      assertThat(typing.path("userId").asString()).isEqualTo(borrower.toString());
      from.send(Map.of("type", "ping"));
      from.next("pong");
      assertThat(to.isQuiet()).isTrue();
    }
  }

  @Test
  void presenceIsToldAtOnceAndWhenItChanges() {
    UUID roomId = chatService.room(borrower, lender);
    try (var watcher = connect(one, borrower)) {
      watcher.send(Map.of("type", "watch", "roomId", roomId));
      JsonNode snapshot = watcher.next("presence");
      assertThat(snapshot.path("userId").asString()).isEqualTo(lender.toString());
      assertThat(snapshot.path("online").asBoolean()).isFalse();
      try (var other = connect(two, lender)) {
        assertThat(watcher.next("presence").path("online").asBoolean()).isTrue();
      }
      JsonNode gone = watcher.next("presence");
      assertThat(gone.path("online").asBoolean()).isFalse();
      assertThat(gone.path("lastSeenAt").asString()).endsWith(":00.000Z");
    }
  }

  @Test
  void whatIsStoredReachesEveryDeviceInOrderAndNobodyElse() {
    UUID roomId = chatService.room(borrower, lender);
    UUID stranger = UUID.randomUUID();
    try (var phone = connect(one, lender);
        var laptop = connect(one, lender);
        var other = connect(one, stranger)) {
      var users = List.of(borrower, lender, stranger);
      publish(
          one,
          IntStream.rangeClosed(1, 20)
              .mapToObj(seq -> (ChatEvent) stored(roomId, seq, "message " + seq))
              .toList(),
          users);
      publish(one, List.of(new ReadAdvanced(roomId, lender, 20, borrower, lender)), users);
      for (Client device : List.of(phone, laptop)) {
        for (int seq = 1; seq <= 20; seq++) {
          JsonNode message = device.next();
          assertThat(message.path("seq").asInt()).isEqualTo(seq);
          assertThat(message.path("text").asString()).isEqualTo("message " + seq);
        }
        assertThat(device.next().path("type").asString()).isEqualTo("read");
      }
      assertThat(other.isQuiet()).isTrue();
    }
  }

  @Test
  void aReadPositionBehindOneThatWasToldIsNotTold() {
    UUID roomId = chatService.room(borrower, lender);
    try (var device = connect(one, borrower)) {
      for (int seq : List.of(20, 12, 20, 21)) {
        publish(
            one,
            List.of(new ReadAdvanced(roomId, lender, seq, borrower, lender)),
            List.of(borrower, lender));
      }
      for (int seq : List.of(20, 20, 21)) {
        assertThat(device.next("read").path("seq").asInt()).isEqualTo(seq);
      }
    }
  }

  @Test
  void whatDoesNotOpenIsToBeFetchedAndARefusalIsTold() {
    UUID roomId = chatService.room(borrower, lender);
    try (var client = connect(one, borrower)) {
      var moved = stored(UUID.randomUUID(), 1, "moved");
      var unreadable =
          new MessageStored(
              roomId,
              moved.messageId(),
              1,
              borrower,
              UUID.randomUUID(),
              UUID.randomUUID(),
              borrower,
              lender,
              moved.content(),
              moved.digest(),
              Instant.now());
      UUID id = UUID.randomUUID();
      publish(
          one,
          List.of(
              unreadable,
              new MessageRefused(
                  roomId,
                  UUID.randomUUID(),
                  borrower,
                  id,
                  MessageRefused.DUPLICATE_MISMATCH,
                  new byte[1])),
          List.of(borrower));
      client.next("resync");
      JsonNode error = client.next();
      assertThat(error.path("code").asString()).isEqualTo("duplicate_mismatch");
      assertThat(error.path("id").asString()).isEqualTo(id.toString());
    }
  }

  @Test
  void afterRedisWasKilledSessionsAreFoundAgainAndToldToFetch() {
    try (var client = connect(one, borrower)) {
      servers.redis().kill();
      await()
          .until(() -> {
            var bearer = Map.of("Authorization", "Bearer " + chatService.token(lender, LIFE));
            return upgrade(one.url, bearer).statusCode() == 503;
          });
      servers.redis().restartEmpty();
      connectToRedis();
      assertThat(client.next("resync").path("type").asString()).isEqualTo("resync");
      assertThat(redis().hlen(RedisKeys.sessions(borrower))).isEqualTo(1);
      publish(one, List.of(stored(chatService.room(borrower, lender), 1, "hi")), List.of(borrower));
      assertThat(client.next("message").path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aLostLeaseIsNoticedAndMadeGood() {
    try (var client = connect(one, borrower)) {
      long lost = System.nanoTime();
      redis().del(RedisKeys.node("gateway-1"), RedisKeys.sessions(borrower));
      client.next("resync");
      assertThat(Duration.ofNanos(System.nanoTime() - lost)).isLessThan(Duration.ofSeconds(2));
      assertThat(redis().hlen(RedisKeys.sessions(borrower))).isEqualTo(1);
    }
  }

  @Test
  void aLostLeaseIsMadeGoodForAllOfManySessions() {
    Sessions sessions = one.beans(Sessions.class).iterator().next();
    List<Session> many =
        Stream.generate(() -> silentSession(UUID.randomUUID())).limit(1_200).toList();
    many.forEach(sessions::add);
    try (var client = connect(one, borrower)) {
      redis().del(RedisKeys.node("gateway-1"));
      client.next("resync");
      assertThat(many)
          .allMatch(session ->
              redis().hexists(RedisKeys.sessions(session.userId()), session.id().toString()));
    } finally {
      many.forEach(sessions::remove);
    }
  }

  /// As a Redis that forgot its last second brings them back.
  @Test
  void whatNamesAClosedSessionIsRemovedWhenAMessageComesForIt() {
    String here = addressOf(one).text();
    String ghost = UUID.randomUUID().toString();
    redis().hset(RedisKeys.sessions(lender), ghost, here);
    redis().hset(RedisKeys.sessions(lender), "elsewhere", addressOf(two).text());
    publish(one, List.of(stored(UUID.randomUUID(), 1, "hi")), List.of(lender));
    await()
        .untilAsserted(() ->
            assertThat(redis().hkeys(RedisKeys.sessions(lender))).containsExactly("elsewhere"));
  }

  @Test
  void aNodeThatNobodyListensForKeepsItsEntriesWhileItHasItsLease() {
    var living = new NodeAddress("gateway-3", "now");
    redis()
        .psetex(
            RedisKeys.node("gateway-3"),
            60_000,
            ContractJson.mapper().writeValueAsString(new NodeLease("gateway-3", "now", "", false)));
    redis().hset(RedisKeys.sessions(borrower), "device", living.text());
    redis().hset(RedisKeys.sessions(lender), "older", new NodeAddress("gateway-3", "old").text());
    redis().hset(RedisKeys.sessions(lender), "device", living.text());
    redis().hset(RedisKeys.sessions(lender), "dead", new NodeAddress("gateway-4", "old").text());
    Nodes nodes = one.beans(Nodes.class).iterator().next();
    for (UUID user : List.of(borrower, lender)) { // asked, published and swept in this order
      nodes.tellNodesOf(user, new NodeMessage.Typing(List.of(user), UUID.randomUUID(), borrower));
    }
    await()
        .untilAsserted(
            () -> assertThat(redis().hkeys(RedisKeys.sessions(lender))).containsExactly("device"));
    assertThat(redis().hkeys(RedisKeys.sessions(borrower))).containsExactly("device");
  }

  @Test
  void whoseSubscriptionWasCutIsToldToFetchAndStaysFound() {
    try (var client = connect(one, borrower)) {
      long cut = System.nanoTime();
      redis().clientKill(KillArgs.Builder.typePubsub());
      client.next("resync");
      assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(2));
      assertThat(redis().hlen(RedisKeys.sessions(borrower))).isEqualTo(1);
      publish(one, List.of(stored(chatService.room(borrower, lender), 1, "hi")), List.of(borrower));
      assertThat(client.next("message").path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aRedisThatStoodStillForAMomentLosesNothingAndNobodyIsTold() {
    try (var client = connect(one, borrower)) {
      redis().clientPause(2_500);
      redis().get("until the pause is over");
      client.send(Map.of("type", "ping"));
      assertThat(client.next().path("type").asString()).isEqualTo("pong");
      publish(one, List.of(stored(chatService.room(borrower, lender), 1, "hi")), List.of(borrower));
      assertThat(client.next().path("type").asString()).isEqualTo("message");
    }
  }

  private static Session silentSession(UUID userId) {
    return new Session(
        new Identity(userId, "login", Instant.MAX),
        new SilentSocket(),
        new Limits(8, 1_000, 3, 1_000, 2, 5, Rate.OFF, Rate.OFF),
        new SessionMeters(new SimpleMeterRegistry()),
        System.nanoTime());
  }

  @Test
  void aClientThatDoesNotReadIsClosedAndOthersDoNotNotice() {
    UUID roomId = chatService.room(borrower, lender);
    try (var slow = connect(one, lender);
        var other = connect(one, borrower)) {
      slow.stopReading();
      var messages = new ArrayList<ChatEvent>();
      for (int seq = 1; seq <= 1_500; seq++) {
        messages.add(stored(roomId, seq, "가".repeat(3_500)));
      }
      for (int i = 0; i < messages.size(); i += 50) {
        publish(one, messages.subList(i, i + 50), List.of(lender));
      }
      other.send(Map.of("type", "ping"));
      other.next("pong");
      await()
          .untilAsserted(() ->
              assertThat(one.get("/actuator/prometheus"))
                  .containsPattern("maru_gateway_closes_total\\{.*reason=\"too_slow\".*} 1.0"));
      slow.readOn();
      assertThat(slow.closeCode()).isEqualTo(4408);
    }
  }
}
