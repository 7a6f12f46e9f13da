package chat.maru.cluster.client;

import static chat.maru.cluster.client.FakeGateway.polled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.contract.json.ContractJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ChatClientTest {
  private static final int CALM = 60;

  private final WebSockets sockets = new WebSockets(1);
  private final FakeGateway gateway = new FakeGateway();
  private final FakeGateway other = new FakeGateway();
  private final FakeHistory history = new FakeHistory();
  private final BlockingQueue<Long> shown = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> renewed = new LinkedBlockingQueue<>();
  private ChatClient client;

  ChatClientTest() throws IOException {}

  @BeforeEach
  void start() {
    Settings settings =
        new Settings(
            List.of(gateway.url(), other.url()),
            Map.of(),
            new Timing(
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(6),
                Duration.ofMillis(100),
                Duration.ofSeconds(10)));
    client =
        ChatClient.start(sockets, history.api(), new CountedTokens(), settings, new Listener());
  }

  @AfterEach
  void stop() {
    client.close();
    sockets.close();
    gateway.close();
    other.close();
    history.close();
  }

  @Test
  void whatWasStoredBeforeTheWelcomeIsFetchedAfterIt() {
    history.store("other", "c1");
    history.store("other", "c2");
    history.store("other", "c3");
    gateway.nextWelcomed(CALM);
    assertThat(shownNext(3)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aHoleBeforeALiveMessageIsFilledOverRestAlsoWhenRestFailsAtFirst() {
    FakeGateway.Session session = gateway.nextWelcomed(CALM);
    session.say(live(history.store("other", "c1")));
    assertThat(shownNext(1)).containsExactly(1L);
    history.store("other", "c2");
    history.store("other", "c3");
    history.store("other", "c4");
    history.failNext(2);
    session.say(live(history.store("other", "c5")));
    assertThat(shownNext(4)).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void anUnansweredSendGoesOutAgainUnderItsIdOnTheNextGatewayAndTheNextOneWaits() {
    FakeGateway.Session session = gateway.nextWelcomed(CALM);
    client.sendOnPost("post", "one");
    client.sendOnPost("post", "two");
    JsonNode first = session.hear("send");
    session.drop();
    FakeGateway.Session resumed = other.nextWelcomed(CALM);
    JsonNode again = resumed.hear("send");
    assertThat(again).isEqualTo(first);
    assertThat(resumed.silent()).isTrue();
    resumed.ack(again);
    assertThat(resumed.hear("send").path("text").asString()).isEqualTo("two");
    assertThat(polled(outcomes, "outcome")).isEqualTo("accepted " + first.path("id").asString());
  }

  @Test
  void aRetryableErrorSendsTheSameAgainAnotherFailsIt() {
    FakeGateway.Session session = gateway.nextWelcomed(CALM);
    String id = client.sendToRoom(FakeHistory.ROOM, "one");
    session.hear("send");
    session.say(error(id, "not_accepted", true));
    assertThat(session.hear("send").path("id").asString()).isEqualTo(id);
    session.say(error(id, "room_not_found", false));
    assertThat(polled(outcomes, "outcome")).isEqualTo("failed " + id + " room_not_found");
  }

  @Test
  void resyncFetchesATailThatNobodyAnnounced() {
    FakeGateway.Session session = gateway.nextWelcomed(CALM);
    session.say(live(history.store("other", "c1")));
    assertThat(shownNext(1)).containsExactly(1L);
    history.store("other", "c2");
    session.say("{\"type\":\"resync\"}");
    assertThat(shownNext(1)).containsExactly(2L);
  }

  @Test
  void silenceForTwoHeartbeatsIsADeadLink() {
    FakeGateway.Session silent = gateway.nextWelcomed(1);
    silent.hear("ping");
    other.nextWelcomed(CALM);
  }

  @Test
  void aDrainingGatewayIsLeftForTheOtherWithoutLosingWhatWasSent() {
    FakeGateway.Session draining = gateway.nextWelcomed(CALM);
    draining.say("{\"type\":\"goaway\",\"reconnectAfterMs\":50}");
    String id = client.sendToRoom(FakeHistory.ROOM, "one");
    draining.end(1012);
    assertThat(other.nextWelcomed(CALM).hear("send").path("id").asString()).isEqualTo(id);
  }

  @Test
  void signInAgainRenewsTheTokenBeforeComingBack() {
    gateway.nextWelcomed(CALM).end(4401);
    other.nextWelcomed(CALM);
    assertThat(polled(renewed, "renewal")).isEqualTo("token");
  }

  @Test
  void aReadMarkIsToldAgainUntilItIsConfirmed() {
    FakeGateway.Session session = gateway.nextWelcomed(CALM);
    client.read(FakeHistory.ROOM, 4);
    session.hear("read");
    session.drop();
    FakeGateway.Session resumed = other.nextWelcomed(CALM);
    assertThat(resumed.hear("read").path("seq").asLong()).isEqualTo(4);
  }

  private List<Long> shownNext(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(_ -> polled(shown, "message"))
        .toList();
  }

  private static String live(Message message) {
    ObjectNode frame = ContractJson.mapper().valueToTree(message);
    return frame.put("type", "message").toString();
  }

  private static String error(String id, String code, boolean retryable) {
    return "{\"type\":\"error\",\"id\":\"%s\",\"code\":\"%s\",\"message\":\"\",\"retryable\":%s}"
        .formatted(id, code, retryable);
  }

  private final class CountedTokens implements Credentials {
    @Override
    public String token() {
      return "token";
    }

    @Override
    public String renew(String refused) {
      renewed.add(refused);
      return "token";
    }
  }

  private final class Listener implements ChatListener {
    @Override
    public void onMessage(Message message) {
      shown.add(message.seq());
    }

    @Override
    public void onAccepted(String id, String messageId) {
      outcomes.add("accepted " + id);
    }

    @Override
    public void onFailed(String id, String code) {
      outcomes.add("failed " + id + " " + code);
    }
  }
}
