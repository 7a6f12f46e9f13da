package chat.maru.chat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.maru.chat.RunningNode;
import chat.maru.chat.plan.Plans.Step;
import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.Servers;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// A borrower with 5,000 rooms, a lender with 50,000, a room with 20,000 messages, and 5,000 closed
/// posts before the first open one: what is shown of them costs what it shows, not what there is.
class PlansIT extends RunningNode {
  private static final int POSTS = 5_000;
  private static final int BORROWERS = 10;
  private static final int MESSAGES = 20_000;
  private static final int PAGE = 20;

  /// Others are small, and then PostgreSQL rightly reads them whole.
  private static final Set<String> LARGE = Set.of("post", "chat_room", "chat_message");

  private final UUID erased = UUID.randomUUID(); // a key
  @Autowired private DataSource pool;
  private Account borrower;
  private Account lender;
  private UUID longRoom;
  private Plans plans;

  @BeforeEach
  void fill() throws SQLException {
    lender = account("Lender");
    borrower = account("Borrower");
    posts();
    rooms(borrower.id());
    IntStream.range(1, BORROWERS).forEach(_ -> rooms(world.user("Somebody")));
    newerPostsThatAreClosed();
    longRoom =
        sql("select id from chat_room where borrower_id = ? order by updated_at desc limit 1")
            .param(borrower.id())
            .query(UUID.class)
            .single();
    sql("update chat_room set head_seq = ? where id = ?").params(MESSAGES, longRoom).update();
    messages();
    sql("analyze post, chat_room, chat_message, room_member").update();
    plans = new Plans(Servers.current().postgres(), pool.unwrap(HikariDataSource.class));
  }

  @AfterEach
  void leaveNothingToOtherTests() {
    plans.close();
    String rooms = " where room_id in (select id from chat_room where lender_id = ?)";
    sql("delete from chat_message" + rooms).param(lender.id()).update();
    sql("delete from room_member" + rooms).param(lender.id()).update();
    sql("delete from chat_room where lender_id = ?").param(lender.id()).update();
    sql("delete from maru_keys.data_key where id = ?").param(erased).update();
    sql("delete from post where lender_id = ?").param(lender.id()).update();
  }

  /// One after the other in the same tables, which take seconds to fill.
  @TestFactory
  Stream<DynamicTest> whatIsShownIsWhatIsRead() {
    return Stream.of(
        dynamicTest("a page of the room list", this::aPageOfTheRoomListReadsTheRoomsThatItShows),
        dynamicTest("a page of the posts", this::aPageOfThePostsReadsThePostsThatItShows),
        dynamicTest("a page of a history", this::aPageOfALongHistoryReadsItsMessagesInTheirOrder),
        dynamicTest("the room on a post", this::theRoomOnAPostIsFoundByIt),
        dynamicTest("a catch-up", this::aCatchUpReadsTheUsersRoomsAndTheMessagesThatItBrings),
        dynamicTest(
            "a catch-up of one who knows", this::aCatchUpLooksAtEachRoomThatItNamesOnceOrTwice));
  }

  private void aPageOfTheRoomListReadsTheRoomsThatItShows() {
    String first = borrower.api().get("/api/rooms?limit=" + PAGE).ok().get("nextCursor").asString();
    for (String path : List.of("/api/rooms?limit=20", "/api/rooms?limit=20&cursor=" + first)) {
      for (Account user : List.of(borrower, lender)) {
        List<Step> steps = steps(user, path);
        assertThat(tables(steps)).contains("chat_room", "chat_message");
        assertThat(steps).allSatisfy(step -> isIndexed(step, PAGE + 1));
      }
    }
  }

  private void aPageOfThePostsReadsThePostsThatItShows() {
    String first = borrower.api().get("/api/posts?limit=" + PAGE).ok().get("nextCursor").asString();
    for (String path : List.of("/api/posts?limit=20", "/api/posts?limit=20&cursor=" + first)) {
      List<Step> steps = steps(borrower, path);
      assertThat(tables(steps)).contains("post");
      assertThat(steps).allSatisfy(step -> isIndexed(step, PAGE + 1));
    }
  }

  private void aPageOfALongHistoryReadsItsMessagesInTheirOrder() {
    String path = "/api/rooms/" + longRoom + "/messages?limit=20";
    for (String place : List.of("", "&before=10000", "&after=10000")) {
      List<Step> steps = steps(borrower, path + place);
      assertThat(tables(steps)).contains("chat_message");
      assertThat(steps).allSatisfy(step -> isIndexed(step, PAGE + 1));
      assertThat(steps.stream().filter(step -> step.table().startsWith("chat_message")))
          .hasSize(1); // of the 16 partitions
    }
  }

  private void theRoomOnAPostIsFoundByIt() {
    UUID post =
        sql("select post_id from chat_room where id = ?")
            .param(longRoom)
            .query(UUID.class)
            .single();
    List<Step> steps = steps(borrower, "/api/posts/" + post + "/room");
    assertThat(tables(steps)).contains("chat_room");
    assertThat(steps).allSatisfy(step -> isIndexed(step, 1));
  }

  /// It compares the heads of all of the user's rooms, and reads no other's.
  private void aCatchUpReadsTheUsersRoomsAndTheMessagesThatItBrings() {
    List<Step> steps = plans.of(() -> borrower.api().post("/api/sync", "{\"limit\":1}").ok());
    assertThat(tables(steps)).contains("chat_room", "chat_message");
    assertThat(steps).allSatisfy(step -> isIndexed(step, POSTS));
  }

  /// Were each room that is named compared with each that there is, one device would take seconds
  /// of everybody's time (D9). A planner that expects few rooms does that, so here is one that
  /// knows no other way to join.
  private void aCatchUpLooksAtEachRoomThatItNamesOnceOrTwice() {
    plans.joinByNestedLoopsOnly();
    Map<String, Long> heads = new HashMap<>();
    sql("select id, head_seq from chat_room where borrower_id = ? offset ?")
        .params(borrower.id(), PAGE)
        .query((row, _) -> heads.put(row.getString("id"), row.getLong("head_seq")))
        .list();
    String ask = ContractJson.mapper().writeValueAsString(Map.of("heads", heads, "limit", 1));
    List<Step> steps =
        plans.of(() ->
            assertThat(borrower.api().post("/api/sync", ask).ok().get("items")).hasSize(PAGE));
    assertThat(tables(steps)).contains("chat_room", "chat_message");
    assertThat(steps)
        .allSatisfy(step -> assertThat(step.rows()).as("%s", step).isLessThanOrEqualTo(2 * POSTS));
  }

  private List<Step> steps(Account user, String path) {
    return plans.of(() -> user.api().get(path).ok());
  }

  private static void isIndexed(Step step, long most) {
    if (LARGE.contains(table(step))) {
      assertThat(step.how()).as("%s", step).isNotEqualTo("Seq Scan");
      assertThat(step.rows()).as("%s", step).isLessThanOrEqualTo(most);
    }
  }

  private static Set<String> tables(List<Step> steps) {
    return steps.stream().map(PlansIT::table).collect(Collectors.toSet());
  }

  private static String table(Step step) {
    return step.table().replaceFirst("^chat_message_\\d+$", "chat_message");
  }

  private StatementSpec sql(String statement) {
    return world.database().sql(statement);
  }

  private void posts() {
    sql("insert into post (id, lender_id, title, created_at)"
            + " select gen_random_uuid(), ?, 'Drill', now() - interval '1 year'"
            + " from generate_series(1, ?)")
        .params(lender.id(), POSTS)
        .update();
  }

  /// Nobody is shown them.
  private void newerPostsThatAreClosed() {
    sql("insert into post (id, lender_id, title, created_at, closed_at)"
            + " select gen_random_uuid(), ?, 'Drill', now(), now() from generate_series(1, ?)")
        .params(lender.id(), POSTS)
        .update();
  }

  private void rooms(UUID borrowerId) {
    sql("insert into chat_room"
            + " (id, post_id, borrower_id, lender_id, head_seq, created_at, updated_at)"
            + " select gen_random_uuid(), id, ?, lender_id, 1, created_at,"
            + " created_at + random() * interval '300 days' from post where lender_id = ?")
        .params(borrowerId, lender.id())
        .update();
  }

  /// The newest of each room, and all of the long one, with texts that are erased: to open any is
  /// another test's.
  private void messages() {
    sql("insert into maru_keys.data_key (id, room_id, sender_id, made_at, erased_at)"
            + " values (?, ?, ?, now(), now())")
        .params(erased, longRoom, borrower.id())
        .update();
    sql("insert into chat_message"
            + " select id, seq, gen_random_uuid(), borrower_id, gen_random_uuid(), ?,"
            + " '\\x00', '\\x00', updated_at from chat_room,"
            + " generate_series(case when id = ? then 1 else head_seq end, head_seq) seq"
            + " where lender_id = ?")
        .params(erased.toString(), longRoom, lender.id())
        .update();
  }
}
