package chat.maru.chat.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class InboxIT extends RunningNode {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Autowired EntityManagerFactory entities;

  @Test
  void aRoomShowsItsNewestMessageAndHowFarBothHaveRead() {
    var lender = account("Lender");
    var borrower = account("Borrower");
    var room = world.room(borrower.id(), lender.id());
    world.store(room, borrower.id(), "one", NOON);
    world.store(room, borrower.id(), "two", NOON.plusSeconds(1));
    var last = world.store(room, lender.id(), "three", NOON.plusMillis(2_345));
    world.read(room, borrower.id(), 2);

    var seen = borrower.api().get("/api/rooms/" + room.id()).ok();
    assertThat(seen.get("roomId").asString()).isEqualTo(room.id().toString());
    assertThat(seen.get("post").get("postId").asString()).isEqualTo(room.post().toString());
    assertThat(seen.get("post").get("title").asString()).startsWith("Drill");
    assertThat(seen.get("borrower").get("displayName").asString()).isEqualTo("Borrower");
    assertThat(seen.get("lender").get("userId").asString()).isEqualTo(lender.id().toString());
    assertThat(seen.get("lastMessage").get("text").asString()).isEqualTo("three");
    assertThat(seen.get("lastMessage").get("messageId").asString())
        .isEqualTo(last.messageId().toString());
    assertThat(seen.get("headSeq").asLong()).isEqualTo(3);
    assertThat(seen.get("readSeq").asLong()).isEqualTo(2);
    assertThat(seen.get("counterpartReadSeq").asLong()).isEqualTo(3);
    assertThat(seen.get("unreadCount").asLong()).isEqualTo(1);
    assertThat(seen.get("updatedAt").asString()).isEqualTo("2026-01-02T12:00:02.345Z");

    assertThat(borrower.api().get("/api/posts/" + room.post() + "/room").ok()).isEqualTo(seen);
    lender.api().get("/api/posts/" + room.post() + "/room").problem(404, "room_not_found");
  }

  @Test
  void aRoomWithoutAMessageIsNotThereYet() {
    var borrower = account("Borrower");
    var room = world.room(borrower.id(), world.user("Lender"));
    borrower.api().get("/api/posts/" + room.post() + "/room").problem(404, "room_not_found");
    borrower.api().get("/api/rooms/" + room.id()).problem(404, "room_not_found");
    assertThat(borrower.api().get("/api/rooms").ok().get("items")).isEmpty();
    borrower.api().get("/api/posts/no-uuid/room").problem(404, "post_not_found");
  }

  @Test
  void roomsOfBothRolesComeNewestFirstPageByPage() {
    var me = account("Me");
    List<String> expected = rooms(me.id(), 7);

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = me.api().get("/api/rooms?limit=3&cursor=" + cursor).ok();
      seen.addAll(ids(page.get("items")));
      cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asString();
    } while (cursor != null);

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void aPageOfRoomsTakesTheSameFewQueriesHoweverLongItIs() {
    var me = account("Me");
    rooms(me.id(), 12);
    var statistics = entities.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    try {
      List<Long> counts =
          Stream.of(2, 12)
              .map(limit -> {
                statistics.clear();
                me.api().get("/api/rooms?limit=" + limit).ok();
                return statistics.getPrepareStatementCount();
              })
              .toList();
      assertThat(counts.get(0)).isEqualTo(counts.get(1)).isLessThanOrEqualTo(4);
    } finally {
      statistics.setStatisticsEnabled(false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%00", "cAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%F0%9F%99%8F"})
  void whatIsNoCursorOfThisListIsRefused(String cursor) {
    var me = account("Me");
    me.api().get("/api/rooms?cursor=" + cursor).problem(400, "bad_cursor");
    me.api().get("/api/posts?cursor=" + cursor + "z").problem(400, "bad_cursor");
  }

  @Test
  void syncBringsEveryRoomThatIsBeyondTheNamedHead() {
    var me = account("Me");
    var known = roomWith(me.id(), 5);
    var behind = roomWith(me.id(), 5);
    var unknown = roomWith(me.id(), 2);
    world.read(behind, me.id(), 4);
    var foreign = world.room(world.user("A"), world.user("B"));
    world.store(foreign, foreign.borrower(), "not mine");

    var heads =
        Map.of(
            known.id().toString(),
            5,
            behind.id().toString().toUpperCase(),
            3,
            foreign.id().toString(),
            0,
            "no-uuid",
            1);
    var answer = me.api().post("/api/sync", Map.of("heads", heads, "limit", 100)).ok();

    assertThat(answer.get("hasMore").asBoolean()).isFalse();
    assertThat(ids(answer.get("items")))
        .containsExactlyInAnyOrder(behind.id().toString(), unknown.id().toString());
    JsonNode tail = item(answer, behind.id());
    assertThat(tail.get("headSeq").asLong()).isEqualTo(5);
    assertThat(tail.get("readSeq").asLong()).isEqualTo(5);
    assertThat(seqs(tail)).containsExactly(4L, 5L);
    assertThat(tail.get("messages").get(0).get("text").asString()).isEqualTo("text 4");
    assertThat(seqs(item(answer, unknown.id()))).containsExactly(1L, 2L);
  }

  @Test
  void askingAgainWithTheNewHeadsEndsWithEverything() {
    var me = account("Me");
    List<World.Room> rooms = Stream.of(5, 1, 3).map(n -> roomWith(me.id(), n)).toList();
    Map<String, Long> heads = new java.util.HashMap<>();
    int calls = 0;
    JsonNode answer;
    do {
      answer = me.api().post("/api/sync", Map.of("heads", heads, "limit", 2)).ok();
      answer
          .get("items")
          .forEach(tail -> {
            String id = tail.get("roomId").asString();
            assertThat(seqs(tail).getFirst()).isEqualTo(heads.getOrDefault(id, 0L) + 1);
            heads.put(id, seqs(tail).getLast());
          });
      calls++;
    } while (answer.get("hasMore").asBoolean());
    assertThat(calls).isEqualTo(3);
    assertThat(heads.values()).containsExactlyInAnyOrder(5L, 1L, 3L);
    assertThat(heads).hasSameSizeAs(rooms);
    assertThat(me.api().post("/api/sync", Map.of("heads", heads)).ok().get("items")).isEmpty();
  }

  @Test
  void moreRoomsThanOneAnswerHoldsAreMore() {
    var me = account("Me");
    for (int i = 0; i < 21; i++) {
      roomWith(me.id(), 1);
    }
    var answer = me.api().post("/api/sync", Map.of("limit", 100)).ok();
    assertThat(answer.get("items")).hasSize(20);
    assertThat(answer.get("hasMore").asBoolean()).isTrue();
  }

  @Test
  void aSyncThatBreaksARuleNamesTheField() {
    var me = account("Me");
    String room = UUID.randomUUID().toString();
    me.api().post("/api/sync", "{\"heads\":{\"" + room + "\":-1}}").badField("heads");
    me.api().post("/api/sync", "{\"heads\":{\"" + room + "\":null}}").badField("heads");
    me.api().post("/api/sync", "{\"heads\":{\"" + room + "\":\"1\"}}").badField("heads");
    me.api().post("/api/sync", "{\"heads\":{\"" + room + "\":1.5}}").badField("heads");
    me.api().post("/api/sync", "{\"heads\":[]}").badField("heads");
    me.api().post("/api/sync", "{\"limit\":0}").badField("limit");
    me.api().post("/api/sync", "{\"limit\":\"1\"}").badField("limit");
    me.api().post("/api/sync", "[]").problem(400, "bad_frame");
    api().post("/api/sync", "{}").problem(401, "unauthenticated");
    assertThat(me.api().post("/api/sync", "{\"extra\":1}").ok().get("items")).isEmpty();
  }

  /// Rooms in which the user is borrower and lender in turn, several at the same moment; newest
  /// first.
  private List<String> rooms(UUID me, int count) {
    List<World.Room> rooms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID other = world.user("Other " + i);
      rooms.add(i % 2 == 0 ? world.room(me, other) : world.room(other, me));
      world.store(rooms.getLast(), other, "text", NOON.plusSeconds(i / 3));
    }
    return world
        .database()
        .sql(
            "select id from chat_room where borrower_id = :me or lender_id = :me"
                + " order by updated_at desc, id desc")
        .param("me", me)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  private World.Room roomWith(UUID me, int messages) {
    var room = world.room(me, world.user("Lender"));
    for (int i = 1; i <= messages; i++) {
      world.store(room, i % 2 == 1 ? me : room.lender(), "text " + i);
    }
    return room;
  }

  private static List<String> ids(JsonNode items) {
    return items.valueStream().map(item -> item.get("roomId").asString()).toList();
  }

  private static JsonNode item(JsonNode answer, UUID roomId) {
    return answer
        .get("items")
        .valueStream()
        .filter(item -> item.get("roomId").asString().equals(roomId.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> seqs(JsonNode tail) {
    return tail.get("messages").valueStream().map(m -> m.get("seq").asLong()).toList();
  }
}
