package chat.maru.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.chat.internal.InternalListener;
import chat.maru.contract.event.ErasedText;
import chat.maru.contract.event.MessageStored;
import chat.maru.operation.key.KeyStore;
import chat.maru.testkit.Servers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ErasureIT extends RunningNode {
  /// Nodes remember a key for 4 s.
  private static final Duration FORGOTTEN = Duration.ofSeconds(6);

  @Autowired Erasures erasures;
  @Autowired KeyStore keys;
  @Autowired InternalListener listener;
  private Api internal;
  private Account erased;
  private Account other;

  @BeforeEach
  void twoPeople() throws IOException {
    String token = Files.readString(Servers.current().serviceTokenFile()).strip();
    internal = new Api("http://127.0.0.1:" + listener.port()).as(token);
    erased = account("Erased");
    other = account("Other");
  }

  @Test
  void d14WhatAnErasedUserWroteKeepsItsPlaceAndLosesItsTextAndNothingElseDoes() {
    var room = world.room(erased.id(), other.id());
    MessageStored first = world.store(room, erased.id(), "mine 1");
    world.store(room, other.id(), "theirs");
    MessageStored third = world.store(room, erased.id(), "mine 2");
    assertThat(texts(room)).containsExactly("mine 1", "theirs", "mine 2");

    eraseMe(erased);

    await()
        .atMost(FORGOTTEN)
        .untilAsserted(() ->
            assertThat(texts(room)).containsExactly(ErasedText.TEXT, "theirs", ErasedText.TEXT));
    List<JsonNode> items = items(room);
    assertErased(items.get(0), first);
    assertThat(items.get(1).has("erased")).isFalse();
    assertErased(items.get(2), third);
    var synced = other.api().post("/api/sync", Map.of()).ok().get("items").get(0).get("messages");
    assertThat(synced.valueStream().toList()).isEqualTo(items);
    assertListedAsErased(other.api().get("/api/rooms").ok().get("items").get(0), third);
  }

  @Test
  void postsOfAnErasedUserAreClosedAndSayNothing() {
    UUID post = world.post(erased.id(), "Grandmother's sewing machine");
    eraseMe(erased);
    assertThat(other.api().get("/api/posts/" + post).ok().get("title").asString())
        .isEqualTo(Accounts.NOBODY);
    assertThat(other.api().get("/api/posts?limit=100").text()).doesNotContain(post.toString());
    assertThat(internal.get("/internal/posts/" + post).ok().get("closed").asBoolean()).isTrue();
  }

  @Test
  void d14AHeldRoomIsShownErasedAtOnceAndItsKeyIsDestroyedWithTheRelease() {
    var held = world.room(erased.id(), other.id());
    var free = world.room(erased.id(), other.id());
    world.store(held, erased.id(), "held");
    world.store(free, erased.id(), "free");
    hold(held, "{\"reason\":\"dispute 4711\"}").ok();

    eraseMe(erased);
    erasures.round();

    assertThat(texts(held)).containsExactly(ErasedText.TEXT);
    assertThat(texts(free)).containsExactly(ErasedText.TEXT);
    assertThat(hasWrappedKey(held)).isTrue();
    assertThat(hasWrappedKey(free)).isFalse();

    for (int i = 0; i < 2; i++) {
      internal.send(internal.request("/internal/erasure-holds/" + held.id()).DELETE()).ok();
      erasures.round();
      assertThat(hasWrappedKey(held)).isFalse();
    }
    assertThat(texts(held)).containsExactly(ErasedText.TEXT);
  }

  @Test
  void d14NoKeyIsMadeForAnErasedSender() {
    UUID known = UUID.randomUUID();
    sealingKey(known).ok();
    eraseMe(erased);
    sealingKey(known).problem(404, "not_found");
    sealingKey(UUID.randomUUID()).problem(404, "not_found");
  }

  @Test
  void d14AnAccountThatAnOlderCopyOfTheDatabaseBringsBackIsEmptiedAgain() {
    UUID post = world.post(erased.id(), "Drill");
    String hash = passwordHash();
    eraseMe(erased);
    database("delete from revocation where user_id = ?", erased.id());
    database(
        "update app_user set username = ?, password_hash = ?, display_name = 'Back' where id = ?",
        erased.username(),
        hash,
        erased.id());
    database("update post set title = 'Drill', closed_at = null where id = ?", post);

    erasures.round();

    login().problem(401, "bad_credentials");
    assertThat(passwordHash()).isNull();
    var restored = other.api().get("/api/posts/" + post).ok();
    assertThat(restored.get("title").asString()).isEqualTo(Accounts.NOBODY);
    assertThat(restored.get("lender").get("displayName").asString()).isEqualTo(Accounts.NOBODY);
  }

  @Test
  void d13NeitherLoginNorTokensOutliveTheAccount() {
    eraseMe(erased);
    erased.api().get("/api/me").problem(401, "unauthenticated");
    delete(erased).problem(401, "unauthenticated");
    login().problem(401, "bad_credentials");
    api()
        .post("/api/auth/refresh", Map.of("refreshToken", erased.refreshToken()))
        .problem(401, "unauthenticated");
    other.api().get("/api/me").ok();
  }

  @Test
  void anOperatorErasesAnybodyAndMayRepeatIt() {
    var room = world.room(erased.id(), other.id());
    world.store(room, erased.id(), "mine");
    for (int i = 0; i < 2; i++) {
      var answer =
          internal.send(
              internal.request("/internal/erasures/" + erased.id()).PUT(BodyPublishers.noBody()));
      assertThat(answer.status()).isEqualTo(204);
    }
    assertThat(texts(room)).containsExactly(ErasedText.TEXT);
    login().problem(401, "bad_credentials");
  }

  @Test
  void whatAnOperatorSaysWrongIsNamed() {
    internal
        .send(internal.request("/internal/erasures/nobody").PUT(BodyPublishers.noBody()))
        .problem(400, "bad_id");
    var room = world.room(erased.id(), other.id());
    hold(room, "{}").badField("reason");
    hold(room, "{\"reason\":\" \"}").badField("reason");
  }

  private void eraseMe(Account account) {
    Api.Answer answer = delete(account);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
  }

  private static Api.Answer delete(Account account) {
    return account.api().send(account.api().request("/api/me").DELETE());
  }

  private Api.Answer login() {
    return api().post("/api/auth/login", new Login(erased.username(), "correct horse"));
  }

  private Api.Answer hold(World.Room room, String body) {
    var request =
        internal
            .request("/internal/erasure-holds/" + room.id())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    return internal.send(request);
  }

  private Api.Answer sealingKey(UUID room) {
    String path = "/internal/rooms/" + room + "/senders/" + erased.id() + "/key";
    return internal.send(internal.request(path).PUT(BodyPublishers.noBody()));
  }

  private List<JsonNode> items(World.Room room) {
    var page = other.api().get("/api/rooms/" + room.id() + "/messages").ok();
    return page.get("items").valueStream().toList();
  }

  private List<String> texts(World.Room room) {
    return items(room).stream().map(item -> item.get("text").asString()).toList();
  }

  private boolean hasWrappedKey(World.Room room) {
    return keys.database()
        .sql(
            "select wrapped is not null from maru_keys.data_key where room_id = ? and sender_id = ?")
        .params(room.id(), erased.id())
        .query(Boolean.class)
        .single();
  }

  private @Nullable String passwordHash() {
    return world
        .database()
        .sql("select password_hash from app_user where id = ?")
        .param(erased.id())
        .query((row, _) -> row.getString(1))
        .list()
        .getFirst();
  }

  private void database(String statement, @Nullable Object... values) {
    int rows = world.database().sql(statement).params(values).update();
    assertThat(rows).as(statement).isPositive();
  }

  private static void assertErased(JsonNode item, MessageStored stored) {
    assertThat(item.get("erased").asBoolean()).isTrue();
    assertThat(item.get("messageId").asString()).isEqualTo(stored.messageId().toString());
    assertThat(item.get("seq").asLong()).isEqualTo(stored.seq());
    assertThat(item.get("senderId").asString()).isEqualTo(stored.senderId().toString());
    assertThat(item.get("clientMessageId").asString())
        .isEqualTo(stored.clientMessageId().toString());
  }

  private static void assertListedAsErased(JsonNode room, MessageStored newest) {
    assertThat(room.get("borrower").get("displayName").asString()).isEqualTo(Accounts.NOBODY);
    JsonNode last = room.get("lastMessage");
    assertThat(last.get("seq").asLong()).isEqualTo(newest.seq());
    assertThat(last.get("text").asString()).isEqualTo(ErasedText.TEXT);
    assertThat(last.get("erased").asBoolean()).isTrue();
  }
}
