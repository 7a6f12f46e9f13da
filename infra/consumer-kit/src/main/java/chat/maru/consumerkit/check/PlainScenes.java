package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.BrokenOffException;
import chat.maru.consumerkit.stage.Feed;
import chat.maru.consumerkit.stage.Room;
import chat.maru.consumerkit.stage.Run;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.contract.json.ContractJson;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Scenes in which one consumer reads what lies in the topic.
final class PlainScenes {
  private PlainScenes() {}

  /// Everything that the stream carries today, in the topic before the consumer starts, so that it
  /// comes in large batches. Every record has headers that are in no list.
  static List<Finding> stream(Stage stage, Judge judge) throws BrokenOffException {
    Feed feed = stage.feed();
    List<Room> rooms = feed.rooms(12);
    for (int i = 0; i < 60; i++) {
      for (Room room : rooms) {
        feed.send(room.message());
        if (i % 3 == 0) {
          feed.send(room.read());
        }
        if (i % 10 == 0) {
          feed.send(room.refusal());
        }
      }
    }
    return readAll(stage, judge, "720 messages in 12 rooms");
  }

  /// Known types from a later version: more fields of every shape, at the top and within `content`,
  /// before and after the known ones.
  static List<Finding> unknownFields(Stage stage, Judge judge) throws BrokenOffException {
    Feed feed = stage.feed();
    List<Room> rooms = feed.rooms(4);
    for (int i = 0; i < 10; i++) {
      for (Room room : rooms) {
        feed.send(room.message(), PlainScenes::later);
        feed.send(room.read(), PlainScenes::later);
      }
    }
    return readAll(stage, judge, "40 messages with fields of a later version");
  }

  private static void later(ObjectNode value) {
    ObjectNode known = value.deepCopy();
    value.removeAll().put("priority", 3).putNull("expiresAt");
    value.setAll(known);
    value.put("edited", true).putArray("mentions").add("someone").addObject().put("at", 1.5);
    value.putObject("device").put("kind", "phone").putObject("os").put("name", "later");
    if (value.get("content") instanceof ObjectNode content) {
      content.put("contentType", "text/plain");
    }
  }

  /// Types from a later version among messages: with the fields of a message, with others, and with
  /// none.
  static List<Finding> unknownTypes(Stage stage, Judge judge) throws BrokenOffException {
    Feed feed = stage.feed();
    for (Room room : feed.rooms(4)) {
      for (int i = 0; i < 5; i++) {
        feed.send(room.message());
        feed.sendUnknown(room, "message.edited", object().put("seq", i + 1).put("edition", 2));
        feed.sendUnknown(room, "room.archived", object().put("by", "the marketplace"));
        feed.sendUnknown(room, "reaction.added.v2", object());
        feed.send(room.message());
      }
    }
    return readAll(stage, judge, "40 messages among events of types that there are not yet");
  }

  private static ObjectNode object() {
    return ContractJson.mapper().createObjectNode();
  }

  private static List<Finding> readAll(Stage stage, Judge judge, String what)
      throws BrokenOffException {
    stage.feed().flush();
    Run run = stage.start();
    stage.awaitEffects(what, List.of(run));
    return judge.judge(stage.feed().sent(), run.effects(), run.strange());
  }
}
