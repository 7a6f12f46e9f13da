package chat.maru.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.FakeNode;
import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

class FanOutIT extends RunningNode {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired StringRedisTemplate redis;
  private FakeNode one;
  private FakeNode two;
  private World.Room room;

  @BeforeEach
  void twoNodesAndARoom() {
    var server = Servers.current().redis();
    one = new FakeNode("fake-1", server.host(), server.port());
    two = new FakeNode("fake-2", server.host(), server.port());
    room = world.room(world.user("Borrower"), world.user("Lender"));
  }

  @AfterEach
  void leave() {
    one.close();
    two.close();
  }

  @Test
  void everyNodeOfBothMembersIsToldAllInOrder() {
    one.connect(room.borrower());
    one.connect(room.lender());
    two.connect(room.lender());
    tell(1, 200);

    await().atMost(SOON).until(() -> two.seqs(room.id()).size() >= 200);
    await().atMost(SOON).until(() -> one.seqs(room.id()).size() >= 200);
    assertThat(two.seqs(room.id())).isEqualTo(numbers(200));
    assertThat(one.seqs(room.id())).isEqualTo(numbers(200));
    assertThat(one.told())
        .allSatisfy(told ->
            assertThat(told.users()).containsExactlyInAnyOrder(room.borrower(), room.lender()));
    assertThat(two.told())
        .allSatisfy(told -> assertThat(told.users()).containsExactly(room.lender()));
  }

  @Test
  void aReadIsToldToBothAndARefusalToItsSenderAlone() {
    one.connect(room.borrower());
    two.connect(room.lender());
    var read = new ReadAdvanced(room.id(), room.borrower(), 3, room.borrower(), room.lender());
    var refused =
        new MessageRefused(
            room.id(),
            UUID.randomUUID(),
            room.borrower(),
            UUID.randomUUID(),
            MessageRefused.DUPLICATE_MISMATCH,
            new byte[] {1});
    world.tell(refused);
    world.tell(read);

    await().atMost(SOON).until(() -> one.told().size() == 2 && two.told().size() == 1);
    assertThat(one.events().getFirst().eventId()).isEqualTo(refused.eventId());
    assertThat(one.events().getLast()).isEqualTo(read);
    assertThat(two.events()).containsExactly(read);
  }

  @Test
  void recordsThatCantBeReadStopNobody() {
    one.connect(room.borrower());
    world.tell(record("message.stored", "{"));
    world.tell(record("message.stored", "{\"type\":\"message.stored\"}"));
    world.tell(record("message.pinned", "{\"type\":\"message.pinned\"}"));
    world.tell(new ProducerRecord<>(Topics.MESSAGES, room.id().toString(), new byte[] {0}));
    tell(1, 1);
    await().atMost(SOON).until(() -> one.seqs(room.id()).equals(List.of(1L)));
  }

  @Test
  void aDeadNodesEntriesAreSweptAndTheOthersAreToldAllTheSame() {
    one.connect(room.borrower());
    two.connect(room.borrower());
    two.close();
    tell(1, 1);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(Set.copyOf(redis.opsForHash().values(RedisKeys.sessions(room.borrower()))))
                .isEqualTo(Set.of(one.address().text())));
    await().atMost(SOON).until(() -> one.seqs(room.id()).equals(List.of(1L)));
  }

  @Test
  void whatIsStoredWhileRedisIsAwayIsToldWhenItIsBack() {
    one.connect(room.borrower());
    tell(1, 5);
    await().atMost(SOON).until(() -> one.seqs(room.id()).size() == 5);

    var server = Servers.current().redis();
    server.freeze();
    tell(6, 30);
    server.thaw();

    await().atMost(SOON).until(() -> one.seqs(room.id()).contains(30L));
    assertThat(one.seqs(room.id()).stream().distinct().toList()).isEqualTo(numbers(30));
  }

  @Test
  void aNodeThatSubscribesAgainAfterARestartOfRedisIsToldWhatComes() {
    one.connect(room.borrower());
    tell(1, 5);
    await().atMost(SOON).until(() -> one.seqs(room.id()).size() == 5);

    var server = Servers.current().redis();
    server.kill();
    tell(6, 10);
    server.restart();
    await().atMost(SOON).until(one::listens);
    one.connect(room.borrower());
    tell(11, 15);

    await().atMost(SOON).until(() -> one.seqs(room.id()).contains(15L));
    assertThat(one.seqs(room.id())).isSorted().contains(11L, 12L, 13L, 14L);
  }

  private void tell(int first, int last) {
    for (int seq = first; seq <= last; seq++) {
      MessageStored stored =
          world.store(room, seq % 2 == 0 ? room.borrower() : room.lender(), "text " + seq);
      world.tell(stored);
    }
  }

  private ProducerRecord<String, byte[]> record(String type, String value) {
    var record =
        new ProducerRecord<>(
            Topics.MESSAGES, room.id().toString(), value.getBytes(StandardCharsets.UTF_8));
    record.headers().add(EventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static List<Long> numbers(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
