package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.keys.ErasureCheck;
import chat.maru.cluster.keys.ErasureCheck.Finding;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.contract.event.ErasedText;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.ServerOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D2, D3, D14: what an erased user wrote opens nowhere, and everything else stays.
@WithCluster
@Timeout(value = 240, threadMode = SEPARATE_THREAD)
class ErasureIT extends HurtCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  ErasureIT(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void d14_whatAnErasedUserWroteOpensNeitherInTheDatabaseNorInAReplayedLogNorInARestoredBackup()
      throws SQLException {
    Conversation talk = Conversation.of(world);
    User erased = talk.pair().borrower();
    User other = talk.pair().lender();
    talk.send("one that is erased");
    talk.awaitAll();
    try (var lender = world.device(other, 2)) {
      ServerFrame.Ack _ = World.acked(lender, Send.toRoom(talk.pair().roomId(), "one that stays"));
      Judge.awaitSeq(lender, talk.pair().roomId(), talk.head() + 1, PATIENCE);
    }
    List<Message> before = World.history(other, talk.pair().roomId());
    cluster.postgres().stop();
    DataCopy copy = DataCopy.of(cluster.options().data().resolve("postgres"));
    cluster.postgres().restart();
    try (PostgresServer older = restored(copy)) {
      String backup = older.database().jdbcUrl();
      assertThat(look(erased, backup))
          .hasSize(6)
          .allSatisfy(place -> assertThat(place.opened()).isEqualTo(place.texts()).isPositive());

      new Operator(world.state()).erase(erased.id());

      assertThat(look(erased, backup))
          .filteredOn(place -> !place.place().endsWith("keys of the copy"))
          .hasSize(4)
          .allSatisfy(place -> assertThat(place.opened()).isZero());
      Looking.until(PATIENCE, () -> isErased(World.history(other, talk.pair().roomId()), before));

      KeyCommand.of(world.state()).rotate();

      assertThat(look(erased, backup))
          .hasSize(6)
          .allSatisfy(place -> assertThat(place.opened()).isZero());
      assertThat(look(other, backup).getFirst())
          .satisfies(place -> assertThat(place.opened()).isEqualTo(place.texts()).isPositive());
      assertThat(isErased(World.history(other, talk.pair().roomId()), before)).isTrue();
    }
  }

  private static PostgresServer restored(DataCopy copy) {
    return PostgresServer.start(
        new ServerOptions(
            copy.copy(),
            Ports.freeBlock(1),
            Path.of("target", "restored-postgres.log"),
            ServerOptions.Durability.FAST));
  }

  private List<Finding> look(User user, String backup) throws SQLException {
    return new ErasureCheck(world.state(), UUID.fromString(user.id())).look(Optional.of(backup));
  }

  /// The same messages under the same numbers, those of the first sender without their texts.
  private static boolean isErased(List<Message> after, List<Message> before) {
    String erased = before.getFirst().senderId();
    List<Message> expected =
        before.stream()
            .map(m ->
                new Message(
                    m.roomId(),
                    m.messageId(),
                    m.seq(),
                    m.senderId(),
                    m.clientMessageId(),
                    m.senderId().equals(erased) ? ErasedText.TEXT : m.text(),
                    m.sentAt(),
                    m.senderId().equals(erased) ? Boolean.TRUE : null))
            .toList();
    return after.equals(expected);
  }
}
