package chat.maru.chat.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.RunningNode;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class PostIntakeIT extends RunningNode {
  private final UUID id = UUID.randomUUID();
  private final UUID lender = UUID.randomUUID();

  @Test
  void aPublishedPostIsShownWithALenderWhoWasNeverHere() {
    publish("Tent", 3);
    awaitTitle("Tent");
    var post = account("Reader").api().get("/api/posts/" + id).ok();
    assertThat(post.get("lender").get("displayName").asString()).isEqualTo("Marketplace lender");
    assertThat(post.get("createdAt").asString()).isEqualTo("2026-03-01T09:00:00.123Z");
  }

  @Test
  void anOlderVersionThatComesLaterChangesNothing() {
    publish("Tent, new", 5);
    publish("Tent, old", 4);
    fence();
    assertThat(title()).isEqualTo("Tent, new");
    publish("Tent, newest", 6);
    awaitTitle("Tent, newest");
  }

  @Test
  void aTombstoneClosesAPostUntilANewerVersion() {
    publish("Tent", 1);
    send(id.toString(), null);
    fence();
    assertThat(closed()).isTrue();
    account("Reader").api().get("/api/posts/" + id).ok();

    publish("Tent, back", 2);
    awaitTitle("Tent, back");
    assertThat(closed()).isFalse();
  }

  @Test
  void malformedRecordsStopNobody() {
    UUID bad = UUID.randomUUID();
    send(bad.toString(), "{");
    send(bad.toString(), "null");
    send(bad.toString(), "{}");
    send("no-uuid", "{}");
    send(null, "{}");
    send(bad.toString(), json(new PostPublished(bad, null, null, null, somebody(), at(), 1)));
    send(bad.toString(), json(new PostPublished(bad, "\0", null, null, somebody(), at(), 1)));
    send(bad.toString(), json(new PostPublished(bad, "x", null, -5L, somebody(), at(), 1)));
    send(bad.toString(), json(new PostPublished(bad, "x", null, null, null, at(), 1)));
    send(bad.toString(), json(new PostPublished(id, "other key", null, null, somebody(), at(), 9)));
    send(
        bad.toString(),
        json(new PostPublished(bad, "x", null, null, somebody(), Instant.MAX.minusSeconds(1), 1)));
    publish("Tent", 1);
    awaitTitle("Tent");
    assertThat(
            world
                .database()
                .sql("select count(*) from post where id = ?")
                .param(bad)
                .query(Long.class)
                .single())
        .isZero();
  }

  private void publish(String title, long version) {
    var lenderOfPost = new PostPublished.Lender(lender, "Marketplace lender");
    send(
        id.toString(),
        json(new PostPublished(id, title, null, 1_000L, lenderOfPost, at(), version)));
  }

  /// Waits until everything of this post's partition that was sent before is taken in.
  private void fence() {
    UUID other = UUID.randomUUID();
    var record =
        new ProducerRecord<>(
            Topics.POSTS,
            partition(),
            other.toString(),
            json(new PostPublished(other, "fence", null, null, somebody(), at(), 1))
                .getBytes(StandardCharsets.UTF_8));
    world.tell(record);
    await().atMost(Duration.ofSeconds(20)).until(() -> exists(other));
  }

  private int partition() {
    byte[] key = id.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % 12;
  }

  private boolean exists(UUID post) {
    return world
            .database()
            .sql("select count(*) from post where id = ?")
            .param(post)
            .query(Long.class)
            .single()
        == 1;
  }

  private void awaitTitle(String title) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(exists(id) ? title() : "").isEqualTo(title));
  }

  private String title() {
    return world
        .database()
        .sql("select title from post where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private boolean closed() {
    return world
        .database()
        .sql("select closed_at is not null from post where id = ?")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private void send(String key, String value) {
    world.tell(
        new ProducerRecord<>(
            Topics.POSTS, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
  }

  private static PostPublished.Lender somebody() {
    return new PostPublished.Lender(UUID.randomUUID(), "Somebody");
  }

  private static Instant at() {
    return Instant.parse("2026-03-01T09:00:00.123456Z");
  }

  private static String json(PostPublished post) {
    return ContractJson.mapper().writeValueAsString(post);
  }
}
