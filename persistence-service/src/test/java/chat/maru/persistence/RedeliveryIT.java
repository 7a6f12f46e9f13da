package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The log is read again, from the start or from where the database fell back to.
@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class RedeliveryIT {
  private static final String GROUP = "redelivery-it";
  private static World world;

  @BeforeAll
  static void start(Servers servers) {
    world = new World(servers);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void theWholeLogAgainChangesNothingAndIsToldEqually(Servers servers) {
    List<Scene> scenes = world.scenes(5);
    List<MessageStored> first;
    try (var messages = new PlainConsumer(servers, Topics.MESSAGES);
        var _ = RunningService.start(servers, GROUP)) {
      append(scenes, 40);
      messages.await(seen -> scenes.stream().allMatch(s -> seen.stored(s.roomId()).size() == 40));
      first = stored(messages, scenes);
    }
    List<Map<String, Object>> rows = snapshot();

    world.jdbc().sql("DELETE FROM log_position").update();

    try (var messages = new PlainConsumer(servers, Topics.MESSAGES);
        var _ = RunningService.start(servers, GROUP)) {
      messages.await(seen -> scenes.stream().allMatch(s -> seen.stored(s.roomId()).size() == 40));
      assertThat(stored(messages, scenes)).usingRecursiveComparison().isEqualTo(first);
    }
    assertThat(snapshot()).usingRecursiveComparison().isEqualTo(rows);
  }

  @Test
  void whatAFailoverForgotIsStoredBeforeWhatComesAfter(Servers servers) {
    List<Scene> scenes = world.scenes(5);
    try (var _ = RunningService.start(servers, GROUP)) {
      append(scenes, 10);
      await().until(() -> all(scenes, 10));
      Map<Integer, Long> before = positions();
      append(scenes, 30);
      await().until(() -> all(scenes, 40));
      List<List<UUID>> ids = scenes.stream().map(world::messageIds).toList();
      forget(scenes, 10, before);
      append(scenes, 1);
      await().atMost(Duration.ofSeconds(20)).until(() -> all(scenes, 41));
      for (int i = 0; i < scenes.size(); i++) {
        assertThat(world.messageIds(scenes.get(i))).startsWith(ids.get(i).toArray(UUID[]::new));
      }
    }
  }

  @Test
  void aFailoverThatForgotCommitsIsFoundWhileNothingNewArrives(Servers servers) {
    List<Scene> scenes = world.scenes(5);
    try (var _ = RunningService.start(servers, GROUP)) {
      append(scenes, 10);
      await().until(() -> all(scenes, 10));
      Map<Integer, Long> before = positions();
      append(scenes, 30);
      await().until(() -> all(scenes, 40));
      List<List<UUID>> ids = scenes.stream().map(world::messageIds).toList();

      forget(scenes, 10, before);

      await().atMost(Duration.ofSeconds(20)).until(() -> all(scenes, 40));
      assertThat(scenes.stream().map(world::messageIds).toList()).isEqualTo(ids);
    }
  }

  @Test
  void theDatabaseBehindTheCommittedOffsetIsReadAgainFromThere(Servers servers) {
    List<Scene> scenes = world.scenes(5);
    Map<Integer, Long> before;
    List<List<UUID>> ids;
    try (var _ = RunningService.start(servers, GROUP)) {
      append(scenes, 10);
      await().until(() -> all(scenes, 10));
      before = positions();
      append(scenes, 30);
      await().until(() -> all(scenes, 40));
      ids = scenes.stream().map(world::messageIds).toList();
    }

    forget(scenes, 10, before);

    try (var _ = RunningService.start(servers, GROUP)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> all(scenes, 40));
      assertThat(scenes.stream().map(world::messageIds).toList()).isEqualTo(ids);
    }
  }

  private static void append(List<Scene> scenes, int each) {
    for (int i = 0; i < each; i++) {
      scenes.forEach(scene -> world.append(scene.fromBorrower(randomUUID(), "text")));
    }
    world.flush();
  }

  private static boolean all(List<Scene> scenes, long head) {
    return scenes.stream().allMatch(scene -> world.head(scene) == head);
  }

  private static Map<Integer, Long> positions() {
    return world
        .jdbc()
        .sql("SELECT partition, next_offset FROM log_position")
        .query((row, _) -> Map.entry(row.getInt(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// What a failover to a replica that lagged does: the last transactions are gone, all of each.
  private static void forget(List<Scene> scenes, long head, Map<Integer, Long> positions) {
    StringBuilder sql = new StringBuilder("BEGIN;");
    for (Scene scene : scenes) {
      sql.append(
          """
          DELETE FROM chat_message WHERE room_id = '%1$s' AND seq > %2$d;
          UPDATE chat_room SET head_seq = %2$d WHERE id = '%1$s';
          UPDATE room_member SET read_seq = LEAST(read_seq, %2$d) WHERE room_id = '%1$s';
          """
              .formatted(scene.roomId(), head));
    }
    sql.append("DELETE FROM log_position;");
    positions.forEach((partition, offset) ->
        sql.append(
            "INSERT INTO log_position VALUES ('%s', %d, %d);"
                .formatted(Topics.INBOUND, partition, offset)));
    world.jdbc().sql(sql.append("COMMIT;").toString()).update();
  }

  private static List<MessageStored> stored(PlainConsumer messages, List<Scene> scenes) {
    return scenes.stream().flatMap(s -> messages.stored(s.roomId()).stream()).toList();
  }

  private static List<Map<String, Object>> snapshot() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String table : List.of("chat_room", "chat_message", "room_member", "log_position")) {
      rows.addAll(
          world
              .jdbc()
              .sql("SELECT t::text AS row FROM " + table + " t ORDER BY 1")
              .query()
              .listOfRows());
    }
    return rows;
  }
}
