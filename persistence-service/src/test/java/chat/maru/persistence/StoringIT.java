package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.PlainConsumer;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StoringIT {
  private static World world;
  private static RunningService service;
  private static PlainConsumer messages;

  @BeforeAll
  static void start(Servers servers) {
    world = new World(servers);
    messages = new PlainConsumer(servers, Topics.MESSAGES);
    service = RunningService.start(servers, "storing-it");
  }

  @AfterAll
  static void stop() {
    service.close();
    messages.close();
    world.close();
  }

  @Test
  void racingFirstMessagesMeetInOneRoomAndAreDense() {
    Scene scene = world.scene();

    for (int i = 0; i < 240; i++) {
      world.appendTo(i % 12, scene.fromBorrower(randomUUID(), "hello " + i));
    }

    await().until(() -> world.head(scene) == 240);
    assertThat(world.seqs(scene)).isEqualTo(oneTo(240));
    assertThat(
            world
                .jdbc()
                .sql("SELECT count(*) FROM chat_room WHERE post_id = ?")
                .param(scene.postId())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aPlainConsumerSeesEveryRoomInOrder() {
    List<Scene> scenes = world.scenes(7);

    for (int i = 0; i < 100; i++) {
      for (Scene scene : scenes) {
        world.append(scene.fromBorrower(randomUUID(), "message " + i));
      }
    }

    messages.await(
        seen -> scenes.stream().allMatch(scene -> seen.stored(scene.roomId()).size() == 100));
    for (Scene scene : scenes) {
      assertThat(messages.stored(scene.roomId()))
          .extracting(MessageStored::seq)
          .isEqualTo(oneTo(100));
      assertThat(messages.stored(scene.roomId()))
          .extracting(MessageStored::messageId)
          .isEqualTo(world.messageIds(scene));
    }
  }

  @Test
  void eventsCarryTheHeadersOfTheContractAndTheTrace() {
    Scene scene = world.scene();
    UUID id = randomUUID();

    world.append(scene.fromBorrower(id, "a"));

    messages.await(seen -> !seen.records(scene.roomId()).isEmpty());
    ConsumerRecord<byte[], byte[]> record = messages.records(scene.roomId()).getFirst();
    assertThat(header(record, "ce_type")).isEqualTo("message.stored");
    assertThat(header(record, "ce_id"))
        .isEqualTo("stored:" + scene.fromBorrower(id, "a").messageId());
    assertThat(header(record, "ce_source")).isEqualTo("/maru/persistence-service");
    assertThat(header(record, "traceparent")).isEqualTo(World.TRACEPARENT);
  }

  @Test
  void aRetryEndsInTheSameEventAndAnotherTextIsRefused() {
    Scene scene = world.scene();
    UUID id = randomUUID();

    world.append(scene.fromBorrower(id, "a"));
    await().until(() -> world.head(scene) == 1);
    world.append(scene.fromBorrower(id, "a"));
    world.append(scene.fromBorrower(id, "b"));
    world.append(scene.fromLender(randomUUID(), "c"));

    messages.await(seen -> seen.events(scene.roomId()).size() == 4);
    List<ChatEvent> events = messages.events(scene.roomId());
    assertThat(events.get(1)).usingRecursiveComparison().isEqualTo(events.get(0));
    assertThat(events.get(2))
        .isInstanceOfSatisfying(
            MessageRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("duplicate_mismatch");
              assertThat(refused.senderId()).isEqualTo(scene.borrowerId());
              assertThat(refused.clientMessageId()).isEqualTo(id);
            });
    assertThat(events.get(3))
        .isInstanceOfSatisfying(
            MessageStored.class, stored -> assertThat(stored.seq()).isEqualTo(2));
  }

  @Test
  void readsMoveForwardOnlyAndNeverPastTheHead() {
    Scene scene = world.scene();
    for (int i = 0; i < 3; i++) {
      world.append(scene.fromBorrower(randomUUID(), "message " + i));
    }

    world.append(scene.read(scene.lenderId(), 2));
    world.append(scene.read(scene.lenderId(), 1));
    world.append(scene.read(scene.lenderId(), 99));
    world.append(scene.read(randomUUID(), 3));
    world.append(scene.fromLender(randomUUID(), "answer"));

    messages.await(seen -> seen.events(scene.roomId()).size() == 7);
    assertThat(messages.events(scene.roomId()).subList(3, 6))
        .extracting(event -> ((ReadAdvanced) event).seq())
        .containsExactly(2L, 2L, 3L);
    assertThat(world.readSeq(scene, scene.lenderId())).isEqualTo(4);
    assertThat(world.readSeq(scene, scene.borrowerId())).isEqualTo(3);
  }

  @Test
  void aRoomsTimesAreThoseOfItsFirstAndItsLatestMessage() {
    Scene scene = world.scene();
    var first = scene.fromBorrower(randomUUID(), "a");

    world.append(first);
    world.append(
        scene.message(scene.lenderId(), randomUUID(), "b", first.acceptedAt().plusSeconds(5)));
    world.append(
        scene.message(scene.lenderId(), randomUUID(), "c", first.acceptedAt().plusSeconds(2)));

    await().until(() -> world.head(scene) == 3);
    assertThat(
            world
                .jdbc()
                .sql(
                    "SELECT extract(epoch FROM updated_at - created_at)::bigint FROM chat_room"
                        + " WHERE id = ?")
                .param(scene.roomId())
                .query(Long.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void theManagementPortTellsReadiness() {
    await()
        .untilAsserted(() -> assertThat(service.get("/actuator/health/readiness")).contains("UP"));
    assertThat(service.get("/actuator/health/liveness")).contains("UP");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static List<Long> oneTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
