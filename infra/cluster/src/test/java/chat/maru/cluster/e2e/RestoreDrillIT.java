package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.contract.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D1 to D3, D8: a database and a log that do not belong together.
@WithCluster
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class RestoreDrillIT extends HurtCluster {
  private static final int EACH = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOST = 1_000; // records of each partition

  RestoreDrillIT(LocalCluster cluster) {
    super(cluster);
  }

  /// Some write on at once, before the database has what it forgot; the others are silent, so that
  /// nothing new asks for their messages.
  @Test
  void anOlderCopyOfTheDatabaseIsFilledFromTheLogByItselfUnderTheSameNumbers() {
    List<Conversation> writing = conversations();
    List<Conversation> silent = conversations();
    List<Conversation> all = Stream.concat(writing.stream(), silent.stream()).toList();
    all.forEach(RestoreDrillIT::writeAndRead);
    cluster.postgres().stop();
    DataCopy copy = DataCopy.of(cluster.options().data().resolve("postgres/data"));
    cluster.postgres().restart();
    all.forEach(RestoreDrillIT::writeAndRead);

    cluster.postgres().stop();
    copy.putBack();
    cluster.postgres().restart();
    writing.forEach(talk -> talk.send("after what the database forgot"));
    all.forEach(talk -> Looking.until(PATIENCE, () -> isWhole(talk)));
    silent.forEach(talk -> talk.send("goes on"));

    all.forEach(Conversation::judge);
  }

  /// As after an older copy of the log: it ends before what the database has stored from it.
  @Test
  void aLogThatEndsBeforeWhatIsStoredKeepsPersistenceServiceFromStartingAndItSaysWhy()
      throws IOException {
    Conversation talk = Conversation.of(world);
    ServiceProcess node = cluster.persistenceService(0);
    assertThat(node.stop()).isTrue();
    movePositions(LOST);
    try {
      long before = Files.size(node.log());
      node.startAgain();
      Looking.until(PATIENCE, () -> !node.isAlive());
      assertThat(said(node.log(), before))
          .singleElement()
          .asString()
          .contains("chat.inbound.v1-", "(expected: >= ");
    } finally {
      movePositions(-LOST);
    }

    node.restart();
    talk.send("goes on");
    talk.judge();
  }

  private List<Conversation> conversations() {
    return Stream.generate(() -> Conversation.of(world)).limit(3).toList();
  }

  private static void writeAndRead(Conversation talk) {
    for (int i = 1; i <= EACH; i++) {
      talk.send("m:" + i);
    }
    talk.awaitAll();
    talk.readAll();
  }

  private static boolean isWhole(Conversation talk) {
    try {
      Room room = talk.pair().lender().api().room(talk.pair().roomId());
      return room.headSeq() == talk.head() && room.readSeq() >= 1 + 2 * EACH;
    } catch (ApiException e) {
      return false; // chat-service finds out one by one that its connections are dead
    }
  }

  private void movePositions(long by) {
    try (var connection = cluster.postgres().database().connect();
        var move =
            connection.prepareStatement(
                "UPDATE log_position SET next_offset = next_offset + ? WHERE topic = ?")) {
      move.setLong(1, by);
      move.setString(2, Topics.INBOUND);
      assertThat(move.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The lines that tell why it did not start.
  private static List<String> said(Path log, long from) throws IOException {
    try (var channel = Files.newInputStream(log)) {
      channel.skipNBytes(from);
      return new String(channel.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("ends at offset"))
          .toList();
    }
  }
}
