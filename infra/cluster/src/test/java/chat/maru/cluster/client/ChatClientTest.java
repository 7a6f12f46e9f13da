package chat.maru.cluster.client;

import static chat.maru.cluster.client.fake.FakeChatService.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.fake.FakeChatService;
import chat.maru.cluster.client.fake.FakeGateway;
import chat.maru.cluster.client.fake.FakeSession;
import chat.maru.cluster.client.wire.WebSockets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the Java library has beyond the rules of every client.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ChatClientTest {
  private static final int CALM = 60;

  private final WebSockets sockets = new WebSockets(1);
  private final FakeGateway gateway = new FakeGateway();
  private final FakeGateway other = new FakeGateway();
  private final FakeChatService service = new FakeChatService(gateway.url());
  private final BlockingQueue<Long> shown = new LinkedBlockingQueue<>();

  ChatClientTest() throws IOException {}

  @AfterEach
  void stop() {
    sockets.close();
    gateway.close();
    other.close();
    service.close();
  }

  @Test
  void namedGatewaysAreTriedInTurn() {
    try (ChatClient client = start(Map.of())) {
      client.sendToRoom(ROOM, "one");
      FakeSession session = gateway.nextWelcomed(CALM);
      String id = session.hear("send").path("id").asString();
      session.drop();
      assertThat(other.nextWelcomed(CALM).hear("send").path("id").asString()).isEqualTo(id);
    }
  }

  @Test
  void aDeviceThatHasSomeIsShownWhatFollows() throws InterruptedException {
    service.store(ROOM, "other", "c1");
    service.store(ROOM, "other", "c2");
    try (ChatClient _ = start(Map.of(ROOM, 1L))) {
      gateway.nextWelcomed(CALM);
      assertThat(shown.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void presenceIsWatchedAgainAfterALossUntilItIsUnwatched() {
    try (ChatClient client = start(Map.of())) {
      FakeSession session = gateway.nextWelcomed(CALM);
      client.watch(ROOM);
      client.watch("another");
      session.hear("watch");
      session.hear("watch"); // so the welcome was heard
      client.unwatch("another");
      session.hear("unwatch");
      client.read(ROOM, 1);
      session.drop();
      FakeSession resumed = other.nextWelcomed(CALM);
      assertThat(resumed.hearUntil("read"))
          .extracting(frame -> frame.path("type").asString() + frame.path("roomId").asString())
          .containsExactly("watch" + ROOM, "read" + ROOM);
    }
  }

  @Test
  void aRenewedTokenIsGivenToTheGateway() {
    try (ChatClient client = start(Map.of())) {
      FakeSession session = gateway.nextWelcomed(CALM);
      client.watch(ROOM);
      session.hear("watch"); // so the welcome was heard
      client.renewToken();
      assertThat(session.hear("auth").path("token").asString()).isEqualTo("token");
    }
  }

  private ChatClient start(Map<String, Long> heads) {
    Credentials token = Credentials.fixed("token");
    ChatApi api = new ChatApi(HttpClient.newHttpClient(), service.base(), token);
    List<URI> gateways = List.of(gateway.url(), other.url());
    Settings settings = new Settings(gateways, heads, Timing.usual());
    return ChatClient.start(sockets, api, token, settings, new Listener());
  }

  private final class Listener implements ChatListener {
    @Override
    public void onMessage(Message message) {
      shown.add(message.seq());
    }
  }
}
