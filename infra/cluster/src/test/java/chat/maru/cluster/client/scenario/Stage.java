package chat.maru.cluster.client.scenario;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.fake.FakeChatService;
import chat.maru.cluster.client.fake.FakeGateway;
import chat.maru.cluster.client.fake.FakeSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// A client and its cluster, and the words in which scenarios speak of them.
record Stage(FakeGateway gateway, FakeChatService service, ClientUnderTest client) {
  static final int CALM = 60;
  static final Duration PAUSE = Duration.ofMillis(400);
  static final Timing TIMING =
      new Timing(
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(6),
          PAUSE,
          Duration.ofSeconds(10));
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The client is connected, has caught up after its welcome, and shows the first message of the
  /// room.
  FakeSession begin() {
    return begin(TIMING);
  }

  FakeSession begin(Timing timing) {
    stored();
    client.start(timing);
    FakeSession session = gateway.nextWelcomed(CALM);
    becomes(() -> service.syncs().isEmpty(), false); // else it would meet what a test does next
    shows(1);
    return session;
  }

  /// The other side's next message.
  Message stored() {
    return service.store(ROOM, "other", "c");
  }

  /// What the user's send becomes in the database.
  Message stored(JsonNode send) {
    return service.store(ROOM, "me", send.path("id").asString());
  }

  void shows(long upTo) {
    shows(ROOM, upTo);
  }

  /// All messages from the first on, once and in order.
  void shows(String roomId, long upTo) {
    becomes(() -> client.shown(roomId), LongStream.rangeClosed(1, upTo).boxed().toList());
  }

  void outcomes(String text, String... outcomes) {
    becomes(() -> client.outcomes(text), List.of(outcomes));
  }

  void hasRead(String userId, long seq) {
    becomes(() -> client.readBy(ROOM, userId), seq);
  }

  /// No send is on its way to this session: what the client says now comes behind any that was.
  void sendsNothing(FakeSession session) {
    client.glance(ROOM);
    assertThat(session.hearUntil("unwatch"))
        .noneMatch(frame -> frame.path("type").asString().equals("send"));
  }

  <T> void becomes(Supplier<T> asked, T expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T answer = asked.get();
    while (!answer.equals(expected) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      answer = asked.get();
    }
    assertThat(answer).isEqualTo(expected);
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
