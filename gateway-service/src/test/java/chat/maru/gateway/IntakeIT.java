package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.contract.id.Ids;
import chat.maru.contract.node.RedisKeys;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What clients send: into the log, or answered why not.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IntakeIT extends GatewayWorld {
  private GatewayNode one;

  @BeforeAll
  @Timeout(120)
  void nodes() {
    one = start("gateway-1");
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
      assertThat(header(record, "ce_type")).isEqualTo(MessageAccepted.TYPE);
      var accepted = (MessageAccepted) event(record);
      assertThat(accepted.messageId().toString()).isEqualTo(ack.path("messageId").asString());
      assertThat(accepted.senderId()).isEqualTo(borrower);
      assertThat(accepted.lenderId()).isEqualTo(lender);
      assertThat(
              chatService
                  .keyOf(roomId, borrower)
                  .open(roomId, accepted.messageId(), accepted.content()))
          .isEqualTo(text);
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
  void aSendIsAnsweredInTimeHoweverLongItsLookUpTakesAndTheLookUpServesTheNextTry() {
    UUID roomId = chatService.room(borrower, lender);
    var send = Map.of("type", "send", "id", UUID.randomUUID(), "roomId", roomId, "text", "hello");
    String patience = "resilience4j.timelimiter.instances.chat-service.timeoutDuration=1m";
    try (var client = connect(start("gateway-2", patience), borrower)) {
      int questions = chatService.questions.get();
      chatService.fallSilent();
      try {
        client.send(send);
        JsonNode error = client.next(Duration.ofSeconds(5));
        assertThat(error.path("code").asString()).isEqualTo("not_accepted");
      } finally {
        chatService.speak();
      }
      await()
          .until(() -> {
            client.send(send);
            return client.next().path("type").asString().equals("ack");
          });
      // The members, and behind their answer the key.
      assertThat(chatService.questions.get() - questions).isEqualTo(2);
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
      JsonNode answer = client.next(); // on a busy machine one may be too late for an ack
      assertThat(answer.has("id")).as("an answer: %s", answer).isTrue();
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
}
