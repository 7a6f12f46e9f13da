package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Feed;
import chat.maru.consumerkit.stage.Room;
import chat.maru.consumerkit.stage.Run;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.contract.event.MessageStored;
import java.util.ArrayList;
import java.util.List;

/// The same events come again: at once, later, after a restart, and all of them once more, as after
/// a crash before the commit.
///
/// Behind each round of repeats every room gets a new message: when that has its effect, the
/// repeats before it have been through the consumer.
final class RepeatsScene {
  private static final int ROOMS = 8;
  private static final int MESSAGES = 10;

  private RepeatsScene() {}

  static List<Finding> play(Stage stage, Judge judge) throws BrokenOffException {
    Feed feed = stage.feed();
    List<Room> rooms = feed.rooms(ROOMS);
    List<MessageStored> messages = sendEachTwice(feed, rooms);
    Run first = stage.start();
    stage.awaitEffects("80 messages, each sent twice", List.of(first));

    sendAgain(feed, rooms, messages);
    stage.awaitEffects("repeats of 80 older messages", List.of(first));
    stage.stopAlone(first);

    stage.rewind();
    sendAgain(feed, rooms, messages);
    Run second = stage.start();
    stage.awaitEffects("a restart with all offsets set back", List.of(second));
    return judge.judge(feed.sent(), second.effects(), second.strange());
  }

  private static List<MessageStored> sendEachTwice(Feed feed, List<Room> rooms) {
    List<MessageStored> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      for (Room room : rooms) {
        MessageStored message = room.message();
        feed.send(message);
        feed.send(message);
        messages.add(message);
      }
    }
    feed.flush();
    return messages;
  }

  private static void sendAgain(Feed feed, List<Room> rooms, List<MessageStored> messages) {
    messages.forEach(feed::send);
    rooms.forEach(room -> feed.send(room.message()));
    feed.flush();
  }
}
