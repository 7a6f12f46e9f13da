package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.topic.Topics;
import chat.maru.persistence.park.ReplayApplication;
import chat.maru.persistence.support.PlainConsumer;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ParkingIT {
  private static final String GROUP = "parking-it";

  private static World world;
  private static RunningService service;
  private static PlainConsumer parked;

  @BeforeAll
  static void start(Servers servers) {
    world = new World(servers);
    parked = new PlainConsumer(servers, Topics.PARKED);
    service = RunningService.start(servers, GROUP);
  }

  @AfterAll
  static void stop() {
    service.close();
    parked.close();
    world.close();
  }

  @Test
  void poisonIsParkedWithItsReasonAndTheOthersGoOn() {
    Scene scene = world.scene();
    Scene other = world.scene();
    MessageAccepted stranger =
        scene.message(
            randomUUID(), randomUUID(), "not mine", Instant.parse("2026-03-01T12:00:00Z"));

    for (int i = 0; i < 10; i++) {
      world.append(scene.fromBorrower(randomUUID(), "before " + i));
    }
    world.appendBytes(scene.roomId(), "{\"type\":\"message.edited\"}".getBytes(UTF_8));
    world.append(stranger);
    world.append(sealedWithAnUnknownKey(scene));
    world.append(farFuture(scene));
    world.append(sealedForAnotherMessage(scene));
    world.appendBytes(scene.roomId(), new byte[1_048_000]);
    for (int i = 0; i < 10; i++) {
      world.append(scene.fromBorrower(randomUUID(), "after " + i));
      world.append(other.fromBorrower(randomUUID(), "elsewhere " + i));
    }

    await().until(() -> world.head(scene) == 20 && world.head(other) == 10);
    parked.await(seen -> seen.records(scene.roomId()).size() == 6);
    assertThat(parked.records(scene.roomId()))
        .extracting(record -> header(record, "maru-parked-reason"))
        .containsExactly(
            "unreadable",
            "not_a_member",
            "undecryptable",
            "data_error",
            "undecryptable",
            "too_large");
    assertThat(world.seqs(scene)).hasSize(20).endsWith(20L);
  }

  @Test
  void aParkedRecordKeepsKeyValueAndHeadersAndSaysWhereItStood() {
    Scene scene = Scene.fresh();
    MessageAccepted message = scene.fromBorrower(randomUUID(), "a");

    world.append(message);

    parked.await(seen -> seen.records(scene.roomId()).size() == 1);
    ConsumerRecord<byte[], byte[]> record = parked.records(scene.roomId()).getFirst();
    assertThat(record.value()).isEqualTo(ContractJson.mapper().writeValueAsBytes(message));
    assertThat(header(record, "ce_id")).isEqualTo("accepted:" + message.messageId());
    assertThat(header(record, "maru-parked-reason")).isEqualTo("unknown_post_or_user");
    assertThat(header(record, "maru-parked-topic")).isEqualTo(Topics.INBOUND);
    assertThat(header(record, "maru-parked-partition")).containsOnlyDigits();
    assertThat(header(record, "maru-parked-offset")).containsOnlyDigits();
    assertThat(Instant.parse(header(record, "maru-parked-at"))).isAfter(Instant.EPOCH);
    await().until(() -> parkedFor("unknown_post_or_user") >= 1);
  }

  @Test
  void aReplayStoresWhatAMissingPostHadParked(Servers servers) {
    Scene scene = Scene.fresh();
    List<UUID> ids = List.of(randomUUID(), randomUUID(), randomUUID());
    ids.forEach(id -> world.append(scene.fromBorrower(id, "waits " + id)));
    parked.await(seen -> seen.records(scene.roomId()).size() == 3);
    assertThat(world.head(scene)).isZero();

    world.user(scene.borrowerId());
    world.user(scene.lenderId());
    world.post(scene);
    ReplayApplication.run(RunningService.arguments(servers, GROUP));

    await().until(() -> world.head(scene) == 3);
    assertThat(world.messageIds(scene))
        .containsExactlyElementsOf(
            ids.stream().map(id -> scene.fromBorrower(id, "waits " + id).messageId()).toList());

    ReplayApplication.run(RunningService.arguments(servers, GROUP));
    world.append(scene.fromLender(randomUUID(), "after the second replay"));
    await().until(() -> world.head(scene) == 4);
  }

  private static MessageAccepted sealedWithAnUnknownKey(Scene scene) {
    MessageAccepted m = scene.fromBorrower(randomUUID(), "a");
    return with(m, new Content("\u0000", m.content().ciphertext()), m.acceptedAt());
  }

  private static MessageAccepted farFuture(Scene scene) {
    MessageAccepted m = scene.fromBorrower(randomUUID(), "a");
    return with(m, m.content(), Instant.parse("+999999-01-01T00:00:00Z"));
  }

  private static MessageAccepted sealedForAnotherMessage(Scene scene) {
    MessageAccepted m = scene.fromBorrower(randomUUID(), "a");
    return with(m, scene.fromBorrower(randomUUID(), "a").content(), m.acceptedAt());
  }

  private static MessageAccepted with(MessageAccepted m, Content content, Instant acceptedAt) {
    return new MessageAccepted(
        m.roomId(),
        m.messageId(),
        m.senderId(),
        m.clientMessageId(),
        m.postId(),
        m.borrowerId(),
        m.lenderId(),
        content,
        m.digest(),
        acceptedAt);
  }

  private static double parkedFor(String reason) {
    return service.count("maru.persistence.parked", Map.of("reason", reason));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
