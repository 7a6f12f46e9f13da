package chat.maru.chat.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The marketplace's topic is read again from where the database fell back to.
class PostRedeliveryIT extends RunningNode {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int POSTS = 20;

  @Autowired MeterRegistry meters;

  @Test
  void d1PostsThatAFailoverForgotComeBackWhileNothingNewArrives() {
    publishAndAwait();
    Map<Integer, Long> before = positions();
    List<UUID> posts = publishAndAwait();
    Map<Integer, Long> after = positions();
    double fallbacks = fallbacks();

    forget(posts, before);

    await().atMost(PATIENCE).until(() -> count(posts) == POSTS);
    await().atMost(PATIENCE).until(() -> positions().equals(after));
    await()
        .during(Duration.ofMillis(2_500))
        .atMost(PATIENCE)
        .until(() -> fallbacks() == fallbacks + 1);
  }

  /// More arrives all the time, so the consumer is never idle.
  @Test
  void d1PostsThatAFailoverForgotComeBackWhileOthersArrive() {
    publishAndAwait();
    Map<Integer, Long> before = positions();
    List<UUID> posts = publishAndAwait();
    List<UUID> others = new ArrayList<>();

    forget(posts, before);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          others.add(publish());
          return count(posts) == POSTS;
        });
    await().atMost(PATIENCE).until(() -> count(others) == others.size());
  }

  @Test
  void d1ADatabaseThatForgotEveryPositionGetsEverythingAgain() {
    List<UUID> posts = publishAndAwait();

    forget(posts, Map.of());

    await().atMost(PATIENCE).until(() -> count(posts) == POSTS);
  }

  /// It is open for the moment in which its first version is here and its end is not.
  @Test
  void d1AForgottenPostThatWasClosedEndsClosed() {
    List<UUID> posts = publishAndAwait();
    UUID closed = posts.getFirst();
    tell(closed, null);
    await().atMost(PATIENCE).until(() -> isClosed(closed));

    forget(posts, Map.of());

    await().atMost(PATIENCE).until(() -> count(posts) == POSTS && isClosed(closed));
  }

  @Test
  void whatTheDatabaseRefusesIsPassedOverAndTakesNobodyAlong() {
    UUID refused = UUID.randomUUID();
    double skipped = meters.counter("maru.posts.skipped").count();
    refuse(refused, "23514");

    publish(refused);
    List<UUID> others = publishAndAwait();

    await()
        .atMost(PATIENCE)
        .until(() -> meters.counter("maru.posts.skipped").count() == skipped + 1);
    assertThat(count(List.of(refused))).isZero();
    assertThat(count(others)).isEqualTo(POSTS);
  }

  @Test
  void d1AnOutageMakesTheBatchWait() {
    UUID first = UUID.randomUUID();
    double skipped = meters.counter("maru.posts.skipped").count();
    refuse(first, "53100"); // the disk is full

    publish(first);
    List<UUID> others = Stream.generate(this::publish).limit(POSTS).toList();
    await().atMost(PATIENCE).until(() -> refusals() > 2);
    accept();

    await().atMost(PATIENCE).until(() -> count(List.of(first)) == 1 && count(others) == POSTS);
    assertThat(meters.counter("maru.posts.skipped").count()).isEqualTo(skipped);
  }

  @AfterEach
  void accept() {
    world
        .database()
        .sql(
            """
            drop trigger if exists refuse on post;
            drop function if exists refuse();
            drop sequence if exists refusals;
            """)
        .update();
  }

  private List<UUID> publishAndAwait() {
    List<UUID> posts = Stream.generate(this::publish).limit(POSTS).toList();
    await().atMost(PATIENCE).until(() -> count(posts) == POSTS);
    return posts;
  }

  private UUID publish() {
    UUID post = UUID.randomUUID();
    publish(post);
    return post;
  }

  private void publish(UUID post) {
    var lender = new PostPublished.Lender(UUID.randomUUID(), "Lender");
    var published =
        new PostPublished(
            post, "Tent", null, null, lender, Instant.parse("2026-03-01T09:00:00Z"), 1);
    tell(post, ContractJson.mapper().writeValueAsString(published));
  }

  private void tell(UUID post, String value) {
    world.tell(
        new ProducerRecord<>(
            Topics.POSTS,
            post.toString(),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
  }

  private int count(List<UUID> posts) {
    return world
        .database()
        .sql("select count(*) from post where id in (:posts)")
        .param("posts", posts)
        .query(Integer.class)
        .single();
  }

  private boolean isClosed(UUID post) {
    return world
        .database()
        .sql("select exists (select from post where id = ? and closed_at is not null)")
        .param(post)
        .query(Boolean.class)
        .single();
  }

  private Map<Integer, Long> positions() {
    return world
        .database()
        .sql("select partition, next_offset from log_position where topic = ?")
        .param(Topics.POSTS)
        .query((row, _) -> Map.entry(row.getInt(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private double fallbacks() {
    return meters.counter("maru.posts.fallbacks").count();
  }

  /// What a failover to a replica that lagged does: the last transactions are gone, all of each.
  private void forget(List<UUID> posts, Map<Integer, Long> positions) {
    StringBuilder sql = new StringBuilder("begin;");
    posts.forEach(post -> sql.append("delete from post where id = '%s';".formatted(post)));
    sql.append("delete from log_position where topic = '%s';".formatted(Topics.POSTS));
    positions.forEach((partition, offset) ->
        sql.append(
            "insert into log_position values ('%s', %d, %d);"
                .formatted(Topics.POSTS, partition, offset)));
    world.database().sql(sql.append("commit;").toString()).update();
  }

  /// Lets the database answer this state to a post, until [#accept()].
  private void refuse(UUID post, String state) {
    world
        .database()
        .sql(
            """
            create sequence refusals;
            create function refuse() returns trigger language plpgsql as $$
              begin
                perform nextval('refusals');
                raise exception 'refused' using errcode = '%s';
              end $$;
            create trigger refuse before insert on post
              for each row when (new.id = '%s') execute function refuse();
            """
                .formatted(state, post))
        .update();
  }

  /// A sequence does not go back with the transaction.
  private long refusals() {
    return world.database().sql("select last_value from refusals").query(Long.class).single();
  }
}
