package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D12: `docs/asyncapi.yaml` is true. Every frame that sessions said and heard, and every record of
/// every topic with its headers and key, is as documented, without one field more; and everything
/// that is documented was seen.
///
/// Restarts Redis and drains a gateway, for that clients are told about it.
@WithCluster
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class AsyncApiIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final LocalCluster cluster;
  private final World world;
  private final DocumentedWire document = new DocumentedWire();
  private final List<RawSession> sessions = new ArrayList<>();

  AsyncApiIT(LocalCluster cluster) {
    this.cluster = cluster;
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void examplesFitWhatTheyAreExamplesOf() {
    document.judgeExamples();
  }

  @Test
  void refusedHandshakeIsAnsweredAsDocumented() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI gateway = URI.create(world.gateway(1).toString().replace("ws:", "http:"));
      for (HttpRequest request :
          List.of(
              HttpRequest.newBuilder(gateway).build(),
              HttpRequest.newBuilder(gateway).header("Authorization", "Bearer x").build(),
              HttpRequest.newBuilder(URI.create(gateway + "?ticket=x")).build(),
              HttpRequest.newBuilder(gateway).header("Origin", "http://evil.example").build())) {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        document.judgeRefusal(
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse(""),
            answer.body());
      }
    }
  }

  @Test
  void everyFrameAndEveryRecordIsAsDocumentedAndEveryDocumentedOneWasSeen() {
    Pair pair = world.pair();
    User away = world.pair().lender();
    RawSession borrower = device(pair.borrower(), 1);
    RawSession lender = device(pair.lender(), 2);
    try (OutsideLog log = new OutsideLog(cluster.state().kafka().bootstrapServers())) {
      talk(pair, borrower, lender);
      beRefused(pair, borrower);
      String post = log.publishAndClosePost(pair.lender().id());
      String strangeRoom = log.appendMessageWithWrongIds();
      missSomething(borrower);
      leave(lender);
      for (RawSession session : sessions) {
        session.received().forEach(frame -> document.judgeFrame("server", frame.text()));
      }
      judgeRecords(log, pair.roomId(), away.id(), post, strangeRoom);
    }
    assertThat(document.seen()).isEqualTo(document.told());
  }

  private void talk(Pair pair, RawSession borrower, RawSession lender) {
    say(borrower, new ClientFrame.Watch(pair.roomId()));
    ServerFrame.Presence _ = borrower.await(ServerFrame.Presence.class);
    say(borrower, new ClientFrame.Unwatch(pair.roomId()));
    say(lender, new ClientFrame.Typing(pair.roomId()));
    ServerFrame.Typing _ = borrower.await(ServerFrame.Typing.class);
    Send send = Send.toRoom(pair.roomId(), "토요일에 빌릴 수 있을까요? 👍");
    document.judgeFrame("client", send.json());
    document.judgeFrame("client", Send.onPost(pair.post().postId(), "hello").json());
    ServerFrame.Ack _ = World.acked(borrower, send);
    long seq = World.storedIn(lender, send).seq();
    say(lender, new ClientFrame.Read(pair.roomId(), seq));
    ServerFrame.Read _ = borrower.await(ServerFrame.Read.class, read -> read.seq() == seq);
    say(borrower, send.saying("another text"));
    ServerFrame.Failure _ =
        borrower.await(ServerFrame.Failure.class, f -> f.code().equals("duplicate_mismatch"));
    say(borrower, new ClientFrame.Auth(pair.borrower().token()));
    say(borrower, new ClientFrame.Ping());
    borrower.ping();
  }

  /// What no document allows is not judged; its answers are.
  private void beRefused(Pair pair, RawSession device) {
    device.send("{");
    device.send("{\"type\":\"dance\"}");
    device.send("{\"type\":\"read\",\"roomId\":\"%s\",\"seq\":0}".formatted(pair.roomId()));
    device.send("{\"type\":\"send\",\"id\":\"me\",\"roomId\":\"here\",\"text\":\"x\"}");
    device.send(Send.toRoom(pair.roomId(), " ").json());
    device.ping();
    RawSession other = device(pair.lender(), 1);
    other.send(new ClientFrame.Auth(pair.borrower().token()));
    assertThat(document.tellsCloseCode(other.awaitClosed().code())).isTrue();
  }

  private void missSomething(RawSession session) {
    cluster.redis().restart();
    RawSession.Received _ = session.awaitFrom(0, PATIENCE, ServerFrame.Resync.class::isInstance);
  }

  private void leave(RawSession session) {
    assertThat(cluster.gateway(1).stop()).isTrue();
    assertThat(document.tellsCloseCode(session.awaitClosed().code())).isTrue();
    ServerFrame.GoAway _ = session.await(ServerFrame.GoAway.class);
  }

  /// Others use the topics, too: in those that anybody may write only our own records are judged.
  private void judgeRecords(
      OutsideLog log, String room, String away, String post, String strangeRoom) {
    judge("inbound", log.read("chat.inbound.v1", OutsideLog.keyIs(room)), OutsideLog.keyIs(room));
    judge("messages", log.read("chat.messages.v1", OutsideLog.keyIs(room)), _ -> true);
    judge("notifications", log.read("chat.notifications.v1", OutsideLog.keyIs(away)), _ -> true);
    var strange = OutsideLog.keyIs(strangeRoom);
    judge("parked", log.read("chat.inbound.v1.parked", strange), strange);
    var ours = OutsideLog.keyIs(post);
    judge("posts", log.read("marketplace.posts.v1", ours), ours);
  }

  private void judge(
      String channel,
      List<ConsumerRecord<byte[], byte[]>> records,
      Predicate<ConsumerRecord<byte[], byte[]>> which) {
    records.stream().filter(which).forEach(event -> document.judgeRecord(channel, event));
  }

  private void say(RawSession session, ClientFrame frame) {
    document.judgeFrame("client", frame.json());
    session.send(frame);
  }

  private RawSession device(User user, int gateway) {
    RawSession session = world.device(user, gateway);
    sessions.add(session);
    return session;
  }
}
