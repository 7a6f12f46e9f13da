package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.topic.Topics;
import chat.maru.persistence.support.PlainConsumer;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What was accepted is stored once and densely, whatever dies meanwhile.
@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class FaultIT {
  private static final String GROUP = "fault-it";
  private static final int ROOMS = 20;

  private World world;
  private PlainConsumer messages;
  private List<Scene> scenes;
  private final List<List<UUID>> accepted = new ArrayList<>();

  @BeforeEach
  void start(Servers servers) {
    world = new World(servers);
    messages = new PlainConsumer(servers, Topics.MESSAGES);
    scenes = world.scenes(ROOMS);
    scenes.forEach(_ -> accepted.add(new ArrayList<>()));
  }

  @AfterEach
  void stop() {
    messages.close();
    world.close();
  }

  @Test
  void aKilledDatabaseStoresAllOnceItIsBack(Servers servers) {
    try (var _ = RunningService.start(servers, GROUP)) {
      append(50);
      await().until(() -> world.head(scenes.getFirst()) > 0);
      append(50);

      servers.postgres().kill();
      append(50);
      servers.postgres().restart();
      append(50);

      awaitAll();
    }
  }

  @Test
  void aFrozenDatabaseDoesNotLoseTheRoomsToAnyone(Servers servers) {
    try (var _ = RunningService.start(servers, GROUP)) {
      append(50);
      await().until(() -> world.head(scenes.getFirst()) > 0);

      servers.postgres().freeze();
      append(50);
      servers.postgres().thaw();

      awaitAll();
    }
  }

  @Test
  void aKilledBrokerDelaysAndLosesNothing(Servers servers) {
    try (var _ = RunningService.start(servers, GROUP)) {
      append(50);
      await().until(() -> world.head(scenes.getFirst()) > 0);

      servers.kafka().kill();
      servers.kafka().restart();
      append(50);

      awaitAll();
    }
  }

  @Test
  void nodesThatComeAndGoShareTheRoomsWithoutHolesOrRepeats(Servers servers) {
    try (var first = RunningService.start(servers, GROUP)) {
      append(50);
      await().until(() -> world.head(scenes.getFirst()) > 0);
      append(50);
      try (var _ = RunningService.start(servers, GROUP)) {
        append(50);
        first.close();
        append(50);

        awaitAll();
      }
    }
  }

  private void append(int each) {
    for (int i = 0; i < each; i++) {
      for (int room = 0; room < ROOMS; room++) {
        MessageAccepted message = scenes.get(room).fromBorrower(randomUUID(), "text " + i);
        accepted.get(room).add(message.messageId());
        world.append(message);
      }
    }
    world.flush();
  }

  /// Everything accepted is stored once, densely, in the order of acceptance, and was told so.
  private void awaitAll() {
    int each = accepted.getFirst().size();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> scenes.stream().allMatch(scene -> world.head(scene) == each));
    messages.await(seen ->
        scenes.stream().allMatch(scene -> distinct(seen.stored(scene.roomId())).size() == each));
    for (int room = 0; room < ROOMS; room++) {
      Scene scene = scenes.get(room);
      assertThat(world.seqs(scene)).isEqualTo(LongStream.rangeClosed(1, each).boxed().toList());
      assertThat(world.messageIds(scene)).isEqualTo(accepted.get(room));
      assertThat(distinct(messages.stored(scene.roomId()))).isEqualTo(accepted.get(room));
    }
  }

  /// Without the repeats.
  private static List<UUID> distinct(List<MessageStored> events) {
    LinkedHashSet<UUID> ids = new LinkedHashSet<>();
    events.forEach(event -> ids.add(event.messageId()));
    return List.copyOf(ids);
  }
}
