package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Effect;
import chat.maru.consumerkit.stage.Feed;
import chat.maru.consumerkit.stage.Room;
import chat.maru.consumerkit.stage.Run;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// A consumer dies between effect and commit.
///
/// No luck is needed for that: it tells its effects into a pipe that nobody reads, so it blocks in
/// the middle of its work, and stays there. Now what it has committed is compared with what it has
/// told: an offset beyond is one that was committed first. Then it is killed where it stands and
/// started again, and its store must have every message once.
final class CrashScene {
  private static final int ROOMS = 10;

  /// Their lines are several times what a pipe takes (64 KiB on Linux).
  private static final int MESSAGES = 200;

  private CrashScene() {}

  static List<Finding> play(Stage stage, Judge judge) throws BrokenOffException {
    fill(stage.feed());
    Run blocked = stage.startBlocked();
    stage.awaitBlocked("2000 messages", blocked);
    Map<TopicPartition, Long> committed = stage.committed();
    stage.crash(blocked);
    List<Effect> told = blocked.effects();

    Run again = stage.start();
    stage.awaitEffects("a kill -9 between effect and commit", List.of(again));
    List<Finding> findings = new ArrayList<>();
    findings.addAll(judge.committedFirst(stage.feed().sent(), told, committed));
    findings.addAll(judge.judge(stage.feed().sent(), again.effects(), again.strange()));
    return findings;
  }

  private static void fill(Feed feed) {
    List<Room> rooms = feed.rooms(ROOMS);
    for (int i = 0; i < MESSAGES; i++) {
      rooms.forEach(room -> feed.send(room.message()));
    }
    feed.flush();
  }
}
