package chat.maru.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.FakeNode;
import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.RecipientAway;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

class NotificationIT extends RunningNode {
  @Autowired StringRedisTemplate redis;
  private KafkaConsumer<String, byte[]> pushService;
  private FakeNode gateway;
  private final List<ConsumerRecord<String, byte[]>> pushed = new ArrayList<>();

  @BeforeEach
  void listen() {
    var server = Servers.current().redis();
    gateway = new FakeNode("live", server.host(), server.port());
    pushService =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", Servers.current().kafka().bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    pushService.subscribe(List.of(Topics.NOTIFICATIONS));
  }

  @AfterEach
  void leave() {
    pushService.close();
    gateway.close();
  }

  @Test
  void onlyWhoIsAwayAndHasNotReadIsPushedTo() {
    World.Room away = room();
    World.Room present = room();
    World.Room reader = room();
    World.Room ghost = room();
    gateway.connect(present.lender());
    lease(gateway.address());
    redis
        .opsForHash()
        .put(RedisKeys.sessions(ghost.lender()), "s", new NodeAddress("reborn", "1").text());
    lease(new NodeAddress("reborn", "2"));

    world.store(away, away.borrower(), "first, read");
    world.read(away, away.lender(), 1);
    var unread = world.store(away, away.borrower(), "second");
    world.tell(world.store(present, present.borrower(), "seen live"));
    var readAtOnce = world.store(reader, reader.borrower(), "read at once");
    world.read(reader, reader.lender(), 1);
    world.tell(readAtOnce);
    world.tell(world.store(ghost, ghost.borrower(), "to a dead node's session"));
    world.tell(unread);

    await().atMost(Duration.ofSeconds(30)).until(() -> toldTo(ghost) && toldTo(away));
    var record = pushedTo(away.lender());
    var event = ContractJson.mapper().readValue(record.value(), RecipientAway.class);
    assertThat(event.messageId()).isEqualTo(unread.messageId());
    assertThat(event.roomId()).isEqualTo(away.id());
    assertThat(event.seq()).isEqualTo(2);
    assertThat(event.unreadCount()).isEqualTo(1);
    assertThat(event.senderDisplayName()).isEqualTo("Borrower");
    assertThat(event.postTitle()).startsWith("Drill");
    assertThat(header(record, EventHeaders.TYPE)).isEqualTo(RecipientAway.TYPE);
    assertThat(header(record, EventHeaders.ID)).isEqualTo(event.eventId());
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("second");
    assertThat(toldTo(present)).isFalse();
    assertThat(toldTo(reader)).isFalse();
  }

  private World.Room room() {
    return world.room(world.user("Borrower"), world.user("Lender"));
  }

  private void lease(NodeAddress node) {
    var lease = new NodeLease(node.nodeId(), node.incarnation(), "ws://x", false);
    redis
        .opsForValue()
        .set(
            RedisKeys.node(node.nodeId()),
            ContractJson.mapper().writeValueAsString(lease),
            Duration.ofMinutes(2));
  }

  private boolean toldTo(World.Room room) {
    pushService.poll(Duration.ofMillis(200)).forEach(pushed::add);
    return pushed.stream().anyMatch(record -> record.key().equals(room.lender().toString()));
  }

  private ConsumerRecord<String, byte[]> pushedTo(UUID user) {
    return pushed.stream().filter(r -> r.key().equals(user.toString())).findFirst().orElseThrow();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
