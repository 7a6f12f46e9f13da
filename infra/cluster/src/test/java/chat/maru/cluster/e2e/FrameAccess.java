package chat.maru.cluster.e2e;

import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.testkit.document.Document;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The WebSocket half of the table: for each documented frame of a client what it is about, and how
/// it is said.
final class FrameAccess {
  /// What a frame is about.
  enum About {
    /// A room: others get the same as for a room that is not there.
    A_ROOM,
    /// The session itself.
    THE_SESSION
  }

  record Access(About about, String frame) {}

  /// By type. A `send` on a post is about no room of others: it makes one of the sender's own.
  static final Map<String, Access> TABLE =
      Map.ofEntries(
          Map.entry(
              "send",
              new Access(
                  About.A_ROOM,
                  "{\"type\":\"send\",\"id\":\"{id}\",\"roomId\":\"{roomId}\",\"text\":\"psst\"}")),
          Map.entry(
              "read",
              new Access(About.A_ROOM, "{\"type\":\"read\",\"roomId\":\"{roomId}\",\"seq\":1}")),
          Map.entry(
              "typing", new Access(About.A_ROOM, "{\"type\":\"typing\",\"roomId\":\"{roomId}\"}")),
          Map.entry(
              "watch", new Access(About.A_ROOM, "{\"type\":\"watch\",\"roomId\":\"{roomId}\"}")),
          Map.entry(
              "unwatch",
              new Access(About.A_ROOM, "{\"type\":\"unwatch\",\"roomId\":\"{roomId}\"}")),
          Map.entry(
              "auth", new Access(About.THE_SESSION, "{\"type\":\"auth\",\"token\":\"{token}\"}")),
          Map.entry("ping", new Access(About.THE_SESSION, "{\"type\":\"ping\"}")));

  private FrameAccess() {}

  static Set<String> documented() {
    Document document = Document.named("asyncapi.yaml");
    return document.names("/channels/socket/messages").stream()
        .filter(name -> name.startsWith("client"))
        .map(name -> document.at("/components/messages/" + name + "/name").stringValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String frame(String type, String roomId, String token) {
    return TABLE
        .get(type)
        .frame()
        .replace("{id}", UUID.randomUUID().toString())
        .replace("{roomId}", roomId)
        .replace("{token}", token);
  }

  /// Not so the end of a watch: whoever ends what never began has what they want.
  static boolean isAnswered(String type) {
    return !type.equals("unwatch");
  }

  /// All that a session hears after a frame, in order, up to the answer of a ping behind it.
  static String answers(RawSession session, String type, String roomId) {
    int from = session.received().size();
    session.send(frame(type, roomId, ""));
    if (isAnswered(type)) {
      ServerFrame.Failure _ = failure(session, from);
    }
    session.ping();
    return session.received().stream()
        .skip(from)
        .map(RawSession.Received::text)
        .map(text -> text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
        .collect(Collectors.joining("\n"));
  }

  static ServerFrame.Failure failure(RawSession session, int from) {
    return (ServerFrame.Failure)
        session
            .awaitFrom(from, Duration.ofSeconds(10), ServerFrame.Failure.class::isInstance)
            .frame();
  }
}
