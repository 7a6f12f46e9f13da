package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.MessageCipher;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Two gateways on one Redis and one log.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatewayIT {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final HttpClient http = HttpClient.newHttpClient();
  private Servers servers;
  private FakeChatService chatService;
  private GatewayNode one;
  private GatewayNode two;
  private RedisClient redisClient;
  private StatefulRedisConnection<String, String> redisConnection;
  private MessageCipher cipher;
  private KafkaConsumer<String, byte[]> inbound;

  private UUID borrower;
  private UUID lender;

  @BeforeAll
  @Timeout(120)
  void start(Servers servers) throws IOException {
    this.servers = servers;
    chatService = new FakeChatService(Files.readString(servers.serviceTokenFile()).strip());
    one =
        new GatewayNode("gateway-1", servers, chatService, "maru.gateway.timing.presence-grace=1s");
    two =
        new GatewayNode("gateway-2", servers, chatService, "maru.gateway.timing.presence-grace=1s");
    redisClient = RedisClient.create(servers.redis().url());
    redisConnection = redisClient.connect();
    cipher = Keyring.load(servers.keyringFile()).messageCipher();
    inbound =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    inbound.assign(
        inbound.partitionsFor(Topics.INBOUND).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
  }

  @AfterAll
  void stop() {
    inbound.close();
    redisClient.shutdown();
    one.close();
    two.close();
    chatService.close();
  }

  @BeforeEach
  void users() {
    borrower = UUID.randomUUID();
    lender = UUID.randomUUID();
    chatService.away = false;
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
  void anAckMeansThatTheLogHasTheCiphertext() {
    UUID roomId = chatService.room(borrower, lender);
    String text = "is the drill still there? " + UUID.randomUUID();
    String id = UUID.randomUUID().toString().toUpperCase();
    seekToEnd();
    try (var client = connect(one, borrower)) {
      client.send(Map.of("type", "send", "id", id, "roomId", roomId, "text", text));
      JsonNode ack = client.next();
      assertThat(ack.path("type").asString()).isEqualTo("ack");
      assertThat(ack.path("id").asString()).isEqualTo(id);
      assertThat(ack.path("roomId").asString()).isEqualTo(roomId.toString());

      var record = records(roomId, 1).getFirst();
      assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("drill");
      assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
          .isEqualTo(MessageAccepted.TYPE);
      var accepted = (MessageAccepted) event(record);
      assertThat(accepted.messageId().toString()).isEqualTo(ack.path("messageId").asString());
      assertThat(accepted.senderId()).isEqualTo(borrower);
      assertThat(accepted.lenderId()).isEqualTo(lender);
      assertThat(cipher.open(roomId, accepted.messageId(), accepted.content())).isEqualTo(text);
    }
  }

  @Test
  void aFirstMessageOnAPostAndTheNextOnesKeepTheirOrderInOneRoom() {
    UUID postId = chatService.post(lender);
    UUID roomId = Ids.roomId(postId, borrower);
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID().toString()).toList();
    seekToEnd();
    try (var client = connect(one, borrower)) {
      for (int i = 0; i < ids.size(); i++) {
        client.send(
            Map.of(
                "type",
                "send",
                "id",
                ids.get(i),
                i == 0 ? "postId" : "roomId",
                i == 0 ? postId : roomId,
                "text",
                "message " + i));
      }
      for (String id : ids) {
        JsonNode ack = client.next();
        assertThat(ack.path("type").asString()).isEqualTo("ack");
        assertThat(ack.path("id").asString()).isEqualTo(id);
      }
    }
    assertThat(records(roomId, ids.size()))
        .extracting(record -> ((MessageAccepted) event(record)).clientMessageId().toString())
        .containsExactlyElementsOf(ids);
  }

  @Test
  void whoMayNotWriteIsToldWhy() {
    UUID open = chatService.post(lender);
    UUID own = chatService.post(borrower);
    UUID closed = chatService.post(lender);
    chatService.close(closed);
    UUID closedWithRoom = chatService.post(lender);
    chatService.close(closedWithRoom);
    chatService.room(closedWithRoom, borrower, lender);
    UUID others = chatService.room(UUID.randomUUID(), lender);
    try (var client = connect(one, borrower)) {
      assertThat(sendOn(client, "postId", own)).isEqualTo("own_post");
      assertThat(sendOn(client, "postId", UUID.randomUUID())).isEqualTo("post_not_found");
      assertThat(sendOn(client, "postId", closed)).isEqualTo("post_closed");
      assertThat(sendOn(client, "postId", closedWithRoom)).isEqualTo("ack");
      assertThat(sendOn(client, "roomId", others)).isEqualTo("room_not_found");
      assertThat(sendOn(client, "roomId", UUID.randomUUID())).isEqualTo("room_not_found");
      assertThat(sendOn(client, "postId", open)).isEqualTo("ack");
    }
  }

  @Test
  void withoutChatServiceASendIsRefusedAtOnceAndAKnownRoomGoesOn() {
    UUID roomId = chatService.room(borrower, lender);
    try (var client = connect(one, borrower)) {
      assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
      chatService.away = true;
      assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
      client.send(
          Map.of(
              "type", "send", "id", UUID.randomUUID(), "roomId", UUID.randomUUID(), "text", "x"));
      JsonNode error = client.next(Duration.ofSeconds(2));
      assertThat(error.path("code").asString()).isEqualTo("not_accepted");
      assertThat(error.path("retryable").asBoolean()).isTrue();
      assertThat(error.path("retryAfterMs").asLong()).isPositive();
    } finally {
      chatService.away = false;
    }
  }

  @Test
  void badFramesAreAnsweredAndTheConnectionStays() {
    try (var client = connect(one, borrower)) {
      client.raw("no json");
      assertThat(client.next().path("code").asString()).isEqualTo("bad_frame");
      client.raw("[".repeat(20_000));
      assertThat(client.next().path("code").asString()).isEqualTo("bad_frame");
      client.raw("{\"type\":\"read\",\"roomId\":\"" + UUID.randomUUID() + "\",\"seq\":0}");
      JsonNode error = client.next();
      assertThat(error.path("code").asString()).isEqualTo("bad_field");
      assertThat(error.path("field").asString()).isEqualTo("seq");
      client.raw("{\"type\":\"ping\"}");
      assertThat(client.next().path("type").asString()).isEqualTo("pong");
    }
  }

  @Test
  void closesWithTheCodeThatFits() {
    var binary = connect(one, borrower);
    binary.binary();
    assertThat(binary.closeCode()).isEqualTo(4400);
    var large = connect(one, borrower);
    large.raw("{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 * 1024) + "\"}");
    assertThat(large.closeCode()).isEqualTo(4413);
    var expired = Client.bearer(one.url, chatService.token(borrower, Duration.ofSeconds(2)));
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
    var client = Client.bearer(one.url, chatService.token(borrower, Duration.ofSeconds(2)));
    client.welcomed();
    client.send(Map.of("type", "auth", "token", "nonsense"));
    assertThat(client.next().path("code").asString()).isEqualTo("unauthenticated");
    client.send(Map.of("type", "auth", "token", chatService.token(borrower, LIFE)));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !client.closed.isDone());
    client.send(Map.of("type", "auth", "token", chatService.token(lender, LIFE)));
    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void readsGoToTheLogWithoutAnAck() {
    UUID roomId = chatService.room(borrower, lender);
    seekToEnd();
    try (var client = connect(one, lender)) {
      client.send(Map.of("type", "read", "roomId", roomId, "seq", 7));
      assertThat(event(records(roomId, 1).getFirst()))
          .isInstanceOfSatisfying(
              ReadAccepted.class,
              read -> {
                assertThat(read.userId()).isEqualTo(lender);
                assertThat(read.seq()).isEqualTo(7);
              });
      client.send(Map.of("type", "read", "roomId", UUID.randomUUID(), "seq", 7));
      assertThat(client.next().path("code").asString()).isEqualTo("room_not_found");
    }
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
          IntStream.rangeClosed(1, 20)
              .mapToObj(seq -> (ChatEvent) stored(roomId, seq, "message " + seq))
              .toList(),
          users);
      publish(List.of(new ReadAdvanced(roomId, lender, 20, borrower, lender)), users);
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
  void whatDoesNotOpenIsLeftOutAndARefusalIsTold() {
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
      JsonNode error = client.next();
      assertThat(error.path("code").asString()).isEqualTo("duplicate_mismatch");
      assertThat(error.path("id").asString()).isEqualTo(id.toString());
    }
  }

  @Test
  void afterRedisWasKilledSessionsAreFoundAgainAndToldToFetch() {
    try (var client = connect(one, borrower)) {
      servers.redis().kill();
      await().until(() -> status(one.url, chatService.token(lender, LIFE)) == 503);
      servers.redis().restart();
      redisConnection = redisClient.connect();
      redis().del(RedisKeys.sessions(borrower));
      assertThat(client.next("resync").path("type").asString()).isEqualTo("resync");
      assertThat(redis().hlen(RedisKeys.sessions(borrower))).isEqualTo(1);
      publish(List.of(stored(chatService.room(borrower, lender), 1, "hi")), List.of(borrower));
      assertThat(client.next("message").path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aLostLeaseIsNoticedAndMadeGood() {
    try (var client = connect(one, borrower)) {
      redis().del(RedisKeys.node("gateway-1"), RedisKeys.sessions(borrower));
      client.next("resync");
      assertThat(redis().hlen(RedisKeys.sessions(borrower))).isEqualTo(1);
    }
  }

  @Test
  void whileTheLogIsFrozenASendIsAnsweredWithinFiveSecondsAndHoldsTheNextBack() {
    UUID roomId = chatService.room(borrower, lender);
    UUID held = UUID.randomUUID();
    UUID next = UUID.randomUUID();
    try (var client = connect(one, borrower)) {
      assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
      servers.kafka().freeze();
      try {
        client.send(Map.of("type", "send", "id", held, "roomId", roomId, "text", "held"));
        client.send(Map.of("type", "send", "id", next, "roomId", roomId, "text", "next"));
        JsonNode unknown = client.next(Duration.ofSeconds(5));
        assertThat(unknown.path("code").asString()).isEqualTo("outcome_unknown");
        assertThat(unknown.path("id").asString()).isEqualTo(held.toString());
        assertThat(client.next().path("code").asString()).isEqualTo("retry_in_order");
        client.send(Map.of("type", "send", "id", next, "roomId", roomId, "text", "next"));
        assertThat(client.next().path("code").asString()).isEqualTo("retry_in_order");
      } finally {
        servers.kafka().thaw();
      }
      await()
          .ignoreExceptions()
          .until(() -> {
            client.send(Map.of("type", "send", "id", held, "roomId", roomId, "text", "held"));
            return client.next().path("type").asString().equals("ack");
          });
      client.send(Map.of("type", "send", "id", next, "roomId", roomId, "text", "next"));
      assertThat(client.next().path("id").asString()).isEqualTo(next.toString());
    }
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
        publish(messages.subList(i, i + 50), List.of(lender));
      }
      other.send(Map.of("type", "ping"));
      other.next("pong");
      await()
          .untilAsserted(() ->
              assertThat(one.get("/actuator/prometheus"))
                  .contains("maru_gateway_closes_total{reason=\"too_slow\"} 1.0"));
      slow.readOn();
      assertThat(slow.closeCode()).isEqualTo(4408);
    }
  }

  @Test
  void drainAnswersWhatIsOpenTellsWhenToComeBackAndCloses() throws Exception {
    UUID roomId = chatService.room(borrower, lender);
    var node = new GatewayNode("gateway-3", servers, chatService);
    var client = connect(node, borrower);
    assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
    for (int i = 0; i < 50; i++) {
      client.send(
          Map.of("type", "send", "id", UUID.randomUUID(), "roomId", roomId, "text", "m" + i));
    }
    client.send(Map.of("type", "ping"));
    int answers = answersBefore(client, "pong");
    node.close();
    assertThat(client.closeCode()).isEqualTo(1012);
    answers += answersBefore(client, "goaway");
    while (!client.isQuiet()) {
      assertThat(client.next().path("type").asString()).isEqualTo("ack");
      answers++;
    }
    assertThat(answers).isEqualTo(50);
    assertThat(redis().exists(RedisKeys.node("gateway-3"))).isZero();
    assertThat(redis().hlen(RedisKeys.sessions(borrower))).isZero();
  }

  /// Counts the answers to sends until a frame of this type comes.
  private static int answersBefore(Client client, String type) {
    int answers = 0;
    for (JsonNode frame = client.next();
        !frame.path("type").asString().equals(type);
        frame = client.next()) {
      assertThat(frame.has("id")).as("an answer: %s", frame).isTrue();
      answers++;
    }
    return answers;
  }

  private Client connect(GatewayNode node, UUID userId) {
    return Client.bearer(node.url, chatService.token(userId, LIFE)).welcomed();
  }

  private String sendOn(Client client, String field, UUID target) {
    client.send(Map.of("type", "send", "id", UUID.randomUUID(), field, target, "text", "hello"));
    JsonNode answer = client.next();
    return answer.path("type").asString().equals("ack") ? "ack" : answer.path("code").asString();
  }

  private MessageStored stored(UUID roomId, long seq, String text) {
    UUID id = UUID.randomUUID();
    UUID messageId = Ids.messageId(roomId, borrower, id);
    SealedText sealed = cipher.seal(roomId, messageId, text);
    return new MessageStored(
        roomId,
        messageId,
        seq,
        borrower,
        id,
        UUID.randomUUID(),
        borrower,
        lender,
        sealed.content(),
        sealed.digest(),
        Instant.now());
  }

  /// As chat-service's fan-out does.
  private void publish(List<ChatEvent> events, List<UUID> users) {
    NodeAddress node =
        ContractJson.mapper()
            .readValue(redis().get(RedisKeys.node("gateway-1")), NodeLease.class)
            .address();
    List<NodeMessage> messages =
        events.stream().map(e -> (NodeMessage) new NodeMessage.Deliver(users, e, null)).toList();
    long listeners =
        redis()
            .publish(
                node.channel(), ContractJson.mapper().writeValueAsString(new NodeBatch(messages)));
    assertThat(listeners).isEqualTo(1);
  }

  private void seekToEnd() {
    inbound.seekToEnd(inbound.assignment());
    inbound.assignment().forEach(inbound::position);
  }

  private List<ConsumerRecord<String, byte[]>> records(UUID roomId, int count) {
    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
    await()
        .until(() -> {
          for (var record : inbound.poll(Duration.ofMillis(100))) {
            if (roomId.toString().equals(record.key())) {
              found.add(record);
            }
          }
          return found.size() >= count;
        });
    return found;
  }

  private static InboundEvent event(ConsumerRecord<String, byte[]> record) {
    return ContractJson.mapper().readValue(record.value(), InboundEvent.class);
  }

  private void assertRefused(String url, Map<String, String> headers, int status, String code)
      throws Exception {
    HttpResponse<String> answer = upgrade(url, headers);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(ContractJson.mapper().readTree(answer.body()).path("code").asString())
        .isEqualTo(code);
  }

  private int status(String url, String token) throws Exception {
    return upgrade(url, Map.of("Authorization", "Bearer " + token)).statusCode();
  }

  /// A handshake by hand, whose answer can be read; the JDK's client hides it. Without the headers
  /// of an upgrade it is judged just the same.
  private HttpResponse<String> upgrade(String url, Map<String, String> headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url.replace("ws://", "http://")));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private RedisCommands<String, String> redis() {
    return redisConnection.sync();
  }
}
