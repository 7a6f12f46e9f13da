package chat.maru.cluster.client.scenario;

import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.PasswordCredentials;
import chat.maru.cluster.client.fake.FakeChatService;
import chat.maru.cluster.client.wire.WebSockets;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;

/// [ChatClient] keeps the rules of a client.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class JavaClientScenariosTest extends ClientScenarios {

  @Override
  ClientUnderTest client(FakeChatService service) {
    return new JavaClient(service);
  }

  private static final class JavaClient implements ClientUnderTest, ChatListener {
    private final WebSockets sockets = new WebSockets(1);
    private final FakeChatService service;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> shown = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> erased = new ConcurrentHashMap<>();
    private final Map<String, List<String>> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Long> reads = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean gaveUp;
    private ChatClient client;

    JavaClient(FakeChatService service) {
      this.service = service;
    }

    @Override
    public void start(Timing timing) {
      HttpClient http = HttpClient.newHttpClient();
      var credentials =
          new PasswordCredentials(new AuthApi(http, service.base()), "me", "password");
      ChatApi api = new ChatApi(http, service.base(), credentials);
      Settings settings = new Settings(List.of(), Map.of(), timing);
      client = ChatClient.start(sockets, api, credentials, settings, this);
    }

    @Override
    public void send(String roomId, String text) {
      ids.put(text, client.sendToRoom(roomId, text));
    }

    @Override
    public void sendOnPost(String postId, String text) {
      ids.put(text, client.sendOnPost(postId, text));
    }

    @Override
    public void read(String roomId, long seq) {
      client.read(roomId, seq);
    }

    @Override
    public void glance(String roomId) {
      client.watch(roomId);
      client.unwatch(roomId);
    }

    @Override
    public List<Long> shown(String roomId) {
      return shown.getOrDefault(roomId, List.of());
    }

    @Override
    public List<Long> erased(String roomId) {
      return erased.getOrDefault(roomId, List.of());
    }

    @Override
    public List<String> outcomes(String text) {
      return outcomes.getOrDefault(ids.get(text), List.of());
    }

    @Override
    public long readBy(String roomId, String userId) {
      return reads.getOrDefault(roomId + userId, 0L);
    }

    @Override
    public boolean gaveUp() {
      return gaveUp;
    }

    @Override
    public List<String> complaints() {
      return complaints;
    }

    @Override
    public void close() {
      client.close();
      sockets.close();
    }

    @Override
    public void onMessage(Message message) {
      shown.computeIfAbsent(message.roomId(), _ -> new CopyOnWriteArrayList<>()).add(message.seq());
    }

    @Override
    public void onErased(Message message) {
      erased
          .computeIfAbsent(message.roomId(), _ -> new CopyOnWriteArrayList<>())
          .add(message.seq());
    }

    @Override
    public void onAccepted(String id, String messageId) {
      outcome(id, "accepted");
    }

    @Override
    public void onFailed(String id, String code) {
      outcome(id, "failed " + code);
    }

    @Override
    public void onRead(String roomId, String userId, long seq) {
      Long before = reads.put(roomId + userId, seq);
      if (before != null && before >= seq) {
        complaints.add(userId + " had read " + before + " and then " + seq);
      }
    }

    @Override
    public void onRefused(String reason) {
      gaveUp = true;
    }

    private void outcome(String id, String outcome) {
      outcomes.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(outcome);
    }
  }
}
