package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Effect;
import chat.maru.consumerkit.stage.Feed;
import chat.maru.consumerkit.stage.Room;
import chat.maru.consumerkit.stage.Run;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Rooms move to a second instance in the middle of work, and back. Two instances tell side by
/// side, so the store is judged by what a third one, started last, finds in it.
final class RebalanceScene {
  private static final int ROOMS = 16;
  private static final int WAVE = 40;

  private RebalanceScene() {}

  static List<Finding> play(Stage stage, Judge judge) throws BrokenOffException {
    Feed feed = stage.feed();
    List<Room> rooms = feed.rooms(ROOMS);
    wave(feed, rooms);
    Run first = stage.start();
    stage.await(
        "640 messages", List.of(first), first.effects()::size, () -> !first.effects().isEmpty());

    Run second = stage.start();
    shareWork(stage, rooms, first, second);
    wave(feed, rooms);
    stage.stop(second);
    wave(feed, rooms);
    stage.awaitEffects("the second instance left", List.of(first, second));
    stage.stopAlone(first);

    Run last = stage.start();
    stage.awaitEffects("a start with nothing left to do", List.of(last));
    return judge.judge(feed.sent(), last.effects(), last.strange());
  }

  /// A message per room, again and again, until the second instance has had one of them.
  private static void shareWork(Stage stage, List<Room> rooms, Run first, Run second)
      throws BrokenOffException {
    stage.await(
        "a second instance joined, which had nothing to do",
        List.of(first, second),
        () -> ownOf(second, first),
        () -> {
          if (ownOf(second, first) > 0) {
            return true;
          }
          if (stage.allTold(List.of(first, second))) {
            rooms.forEach(room -> stage.feed().send(room.message()));
            stage.feed().flush();
          }
          return false;
        });
  }

  /// How many effects this one has told that the other has not: what it found in the store at its
  /// start is the other's.
  private static long ownOf(Run one, Run other) {
    Set<String> others = other.effects().stream().map(Effect::eventId).collect(Collectors.toSet());
    return one.effects().stream().filter(effect -> !others.contains(effect.eventId())).count();
  }

  private static void wave(Feed feed, List<Room> rooms) {
    for (int i = 0; i < WAVE; i++) {
      rooms.forEach(room -> feed.send(room.message()));
    }
    feed.flush();
  }
}
