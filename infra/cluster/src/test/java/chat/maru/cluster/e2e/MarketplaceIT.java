package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// D12 at the cluster's edges: posts come in as events, notifications go out as events.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class MarketplaceIT {
  private static final String POSTS = "marketplace.posts.v1";
  private static final String NOTIFICATIONS = "chat.notifications.v1";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world;

  MarketplaceIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPostOfTheMarketplaceCanBeChattedOnUntilItIsClosedAndItsRoomsStay() {
    User lender = world.user("Lender");
    User borrower = world.user("Borrower");
    User late = world.user("Too late");
    String postId = UUID.randomUUID().toString();
    publish(postId, post(postId, lender));
    await(() -> exists(borrower, postId));

    RawSession device = world.device(borrower, 1);
    Send first = Send.onPost(postId, "Still there?");
    device.send(first);
    String roomId = World.storedIn(device, first).roomId();
    assertThat(lender.api().room(roomId).post().title()).isEqualTo("Drill");

    publish(postId, null);
    RawSession lates = world.device(late, 2);
    await(() -> codeOfSend(lates, postId).equals("post_closed"));
    Send next = Send.toRoom(roomId, "The room stays");
    device.send(next);
    assertThat(World.storedIn(device, next).seq()).isEqualTo(2);
  }

  @Test
  void whoIsAwayAndHasNotReadGetsOneNotificationWithoutText() {
    Pair pair = world.pair();
    RawSession borrower = world.device(pair.borrower(), 1);
    Send send = Send.toRoom(pair.roomId(), "a secret text");
    borrower.send(send);
    String messageId = World.storedIn(borrower, send).messageId();

    List<ConsumerRecord<String, String>> told = notificationsUntil(messageId);
    ConsumerRecord<String, String> away = told.getLast();
    assertThat(away.key()).isEqualTo(pair.lender().id());
    assertThat(away.value()).doesNotContain("secret");
    JsonNode value = JSON.readTree(away.value());
    assertThat(value.path("recipientId").asString()).isEqualTo(pair.lender().id());
    assertThat(value.path("senderId").asString()).isEqualTo(pair.borrower().id());
    assertThat(value.path("unreadCount").asLong()).isEqualTo(2);
    assertThat(told).filteredOn(event -> event.value().contains(messageId)).hasSize(1);
    assertThat(told).noneMatch(event -> event.key().equals(pair.borrower().id()));
  }

  private List<ConsumerRecord<String, String>> notificationsUntil(String messageId) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(NOTIFICATIONS).stream()
              .map(info -> new TopicPartition(NOTIFICATIONS, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<String, String>> all = new java.util.ArrayList<>();
      await(() -> {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
        return all.stream().anyMatch(event -> event.value().contains(messageId));
      });
      all.removeIf(event -> !event.value().contains(messageId));
      return all;
    }
  }

  private String codeOfSend(RawSession session, String postId) {
    Send send = Send.onPost(postId, "Still there?");
    session.send(send);
    ServerFrame answer =
        session
            .awaitFrom(
                0,
                PATIENCE,
                frame ->
                    frame instanceof ServerFrame.Ack ack && ack.id().equals(send.id())
                        || frame instanceof ServerFrame.Failure f && send.id().equals(f.id()))
            .frame();
    return answer instanceof ServerFrame.Failure failure ? failure.code() : "ack";
  }

  private static boolean exists(User user, String postId) {
    try {
      return user.api().post(postId).title().equals("Drill");
    } catch (ApiException e) {
      assertThat(e.code()).isEqualTo("post_not_found");
      return false;
    }
  }

  private static String post(String postId, User lender) {
    return JSON.writeValueAsString(
        Map.of(
            "type",
            "post.published",
            "postId",
            postId,
            "title",
            "Drill",
            "pricePerDay",
            3000,
            "lender",
            Map.of("userId", lender.id(), "displayName", lender.name()),
            "createdAt",
            Instant.parse("2026-01-01T00:00:00Z").toString(),
            "version",
            1));
  }

  private void publish(String postId, @Nullable String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> event = new ProducerRecord<>(POSTS, postId, value);
      if (value != null) {
        event
            .headers()
            .add("ce_type", "post.published".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      producer.send(event).get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", world.state().kafka().bootstrapServers());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
