package chat.maru.chat.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.contract.event.MessageStored;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HistoryIT extends RunningNode {

  @Test
  void aPageIsAscendingContiguousAndTellsWhetherThereIsMore() {
    var lender = account("Lender");
    var borrower = account("Borrower");
    var room = roomWith(borrower, lender, 7);
    String path = "/api/rooms/" + room.id() + "/messages";

    assertPage(borrower.api().get(path + "?limit=3").ok(), 7, true, 5, 6, 7);
    assertPage(borrower.api().get(path + "?limit=3&before=5").ok(), 7, true, 2, 3, 4);
    assertPage(borrower.api().get(path + "?limit=3&before=2").ok(), 7, false, 1);
    assertPage(lender.api().get(path + "?limit=3&after=0").ok(), 7, true, 1, 2, 3);
    assertPage(lender.api().get(path + "?limit=4&after=3").ok(), 7, false, 4, 5, 6, 7);
    assertPage(lender.api().get(path + "?after=7").ok(), 7, false);
    assertPage(lender.api().get(path + "?after=99").ok(), 7, false);
    assertPage(lender.api().get(path + "?before=0").ok(), 7, false);
    assertPage(lender.api().get(path).ok(), 7, false, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aMessageIsShownAsItWasSent() {
    var lender = account("Lender");
    var borrower = account("Borrower");
    var room = world.room(borrower.id(), lender.id());
    MessageStored stored = world.store(room, borrower.id(), "드릴 빌릴 수 있을까요? 🙏");

    var item = lender.api().get("/api/rooms/" + room.id() + "/messages").ok().get("items").get(0);
    assertThat(item.get("messageId").asString()).isEqualTo(stored.messageId().toString());
    assertThat(item.get("roomId").asString()).isEqualTo(room.id().toString());
    assertThat(item.get("seq").asLong()).isEqualTo(1);
    assertThat(item.get("senderId").asString()).isEqualTo(borrower.id().toString());
    assertThat(item.get("clientMessageId").asString())
        .isEqualTo(stored.clientMessageId().toString());
    assertThat(item.get("text").asString()).isEqualTo("드릴 빌릴 수 있을까요? 🙏");
    assertThat(item.get("sentAt").asString()).matches("\\d{4}-..-..T..:..:..\\.\\d{3}Z");
  }

  @Test
  void aMessageThatDoesNotOpenKeepsItsPlace() {
    var lender = account("Lender");
    var borrower = account("Borrower");
    var room = roomWith(borrower, lender, 3);
    world
        .database()
        .sql("update chat_message set ciphertext = 'x' where room_id = ? and seq = 2")
        .param(room.id())
        .update();
    var page = lender.api().get("/api/rooms/" + room.id() + "/messages").ok();
    assertPage(page, 3, false, 1, 2, 3);
    assertThat(page.get("items").get(1).get("text").asString()).isEmpty();
    assertThat(page.get("items").get(2).get("text").asString()).isEqualTo("text 3");
  }

  @Test
  void pagesReadWhileMessagesAreStoredEndAtTheirHead() {
    var lender = account("Lender");
    var borrower = account("Borrower");
    var room = roomWith(borrower, lender, 1);
    var writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                world.store(room, borrower.id(), "text");
              }
            },
            Thread::startVirtualThread);
    while (!writing.isDone()) {
      var page = lender.api().get("/api/rooms/" + room.id() + "/messages?limit=20").ok();
      List<Long> seqs = seqs(page);
      assertThat(seqs.getLast()).isEqualTo(page.get("headSeq").asLong());
      assertThat(seqs)
          .isEqualTo(LongStream.rangeClosed(seqs.getFirst(), seqs.getLast()).boxed().toList());
    }
    writing.join();
  }

  @Test
  void nobodyReadsAnothersRoom() {
    var stranger = account("Stranger");
    var room = roomWith(account("Borrower"), account("Lender"), 1);
    Stream.of(room.id().toString(), UUID.randomUUID().toString(), "no-uuid", "1-1-1-1-1")
        .forEach(id -> {
          stranger.api().get("/api/rooms/" + id).problem(404, "room_not_found");
          stranger.api().get("/api/rooms/" + id + "/messages").problem(404, "room_not_found");
        });
    api().get("/api/rooms/" + room.id() + "/messages").problem(401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "before=3&after=1, after",
    "before=-1, before",
    "after=-1, after",
    "after=x, after",
    "before=99999999999999999999, before",
    "limit=0, limit",
    "limit=101, limit",
    "limit=ten, limit"
  })
  void aParameterThatBreaksItsRuleIsNamed(String query, String field) {
    var lender = account("Lender");
    var room = roomWith(account("Borrower"), lender, 1);
    lender.api().get("/api/rooms/" + room.id() + "/messages?" + query).badField(field);
  }

  private World.Room roomWith(Account borrower, Account lender, int messages) {
    var room = world.room(borrower.id(), lender.id());
    for (int i = 1; i <= messages; i++) {
      world.store(room, i % 2 == 1 ? borrower.id() : lender.id(), "text " + i);
    }
    return room;
  }

  private static void assertPage(JsonNode page, long head, boolean more, long... seqs) {
    assertThat(seqs(page)).isEqualTo(LongStream.of(seqs).boxed().toList());
    assertThat(page.get("headSeq").asLong()).isEqualTo(head);
    assertThat(page.get("hasMore").asBoolean()).isEqualTo(more);
  }

  private static List<Long> seqs(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("seq").asLong()).toList();
  }
}
