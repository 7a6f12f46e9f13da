package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.NewPost;
import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.contract.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/// D14: what people write is found nowhere outside the services: not in Kafka's files or records,
/// not in Redis' dump or memory, not in PostgreSQL's cold folder with its log or in any column, not
/// in a log or a metric.
///
/// A search that finds nothing proves nothing, so a second needle lies openly where one can lie,
/// and must be found there by the same search. Where no text could be planted, in logs and metrics,
/// it must find the services' names.
@WithCluster(properties = "maru.chat.notification.grace=1s")
@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class MarkerIT extends HurtCluster {
  private static final String INBOUND = "chat.inbound.v1";
  private static final List<String> TOPICS =
      List.of(
          INBOUND,
          "chat.messages.v1",
          "chat.notifications.v1",
          "chat.inbound.v1.parked",
          "marketplace.posts.v1");

  private final Needle secret = Needle.unlike();
  private final Needle planted = Needle.unlike();
  private final Needle name = Needle.of("-service");
  private final OutsideLog log;

  MarkerIT(LocalCluster cluster) {
    super(cluster);
    log = new OutsideLog(cluster.state().kafka().bootstrapServers());
  }

  @Test
  void d14WhatPeopleWriteIsFoundNowhereOutsideTheServices() throws Exception {
    Conversations said = new Conversations();
    said.all();
    plant();

    Haystack hidden = new Haystack(secret);
    Haystack open = new Haystack(planted);
    Haystack named = new Haystack(name);
    for (Haystack hay : List.of(hidden, open, named)) {
      whileAllRuns(hay);
    }
    cluster.postgres().stop();
    for (Haystack hay : List.of(hidden, open, named)) {
      hay.folder(cluster.options().data());
    }

    System.out.printf("searched %,d bytes beside zeros%n", hidden.bytes());
    assertThat(hidden.bytes()).isGreaterThan(30_000_000);
    assertThat(open.found().keySet())
        .contains("records of marketplace.posts.v1", "Redis' memory", "public.post")
        .anyMatch(place -> place.matches("kafka/.*\\.log"))
        .anyMatch(place -> place.matches("redis/.*\\.rdb"))
        .anyMatch(place -> place.matches("postgres/data/base/.*"))
        .anyMatch(place -> place.matches("postgres/data/pg_wal/.*"));
    assertThat(named.found().keySet())
        .contains("metrics of gateway-1", "logs/chat-service-1.log", "logs/gateway-1.log");
    assertThat(hidden.found()).isEmpty();
  }

  /// A post's words are for everybody to see.
  private void plant() {
    User lender = world.user("Lender");
    Post post = lender.api().createPost(new NewPost(planted.text("For rent:"), null, 1L));
    assertThat(post.title()).contains(planted.ascii());
    log.publish(UUID.randomUUID(), lender.id(), planted.text("Elsewhere:"));
    RedisTalk.put(cluster.redis(), planted.ascii());
  }

  private void whileAllRuns(Haystack hay) throws Exception {
    hay.tables(cluster.postgres().database());
    for (String topic : TOPICS) {
      for (ConsumerRecord<byte[], byte[]> found : log.read(topic, _ -> true)) {
        hay.bytes("records of " + topic, found.key());
        if (found.value() != null) {
          hay.bytes("records of " + topic, found.value());
        }
        found.headers().forEach(header -> hay.bytes("headers of " + topic, header.value()));
      }
    }
    RedisTalk.save(cluster.redis());
    hay.memory("Redis' memory", cluster.redis().pid());
    metrics(hay);
  }

  private void metrics(Haystack hay) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (ServiceKind kind : ServiceKind.values()) {
        for (ServiceProcess node : cluster.nodes(kind)) {
          URI metrics = URI.create(node.management() + "/actuator/prometheus");
          var answer = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
          hay.text("metrics of " + node.name(), answer.body());
        }
      }
    }
  }

  /// Every way that a text may take, also into refusals.
  private final class Conversations {
    private final World.Pair pair = world.pair();
    private final RawSession borrower = world.device(pair.borrower(), 1);
    private final RawSession lender = world.device(pair.lender(), 2);

    void all() {
      stored();
      refused();
      parked();
      toSomebodyWhoIsAway();
      lender.ping();
    }

    private void stored() {
      Send toRoom = Send.toRoom(pair.roomId(), secret.text("stored"));
      Send onPost = Send.onPost(pair.post().postId(), secret.text("on the post"));
      for (Send send : List.of(toRoom, onPost)) {
        ServerFrame.Ack _ = World.acked(borrower, send);
        assertThat(World.storedIn(lender, send).text()).contains(secret.ascii());
      }
      Send other = toRoom.saying(secret.text("another text"));
      borrower.send(other);
      failure(borrower, "duplicate_mismatch");
      assertThat(World.history(pair.lender(), pair.roomId())).hasSize(3);
    }

    private void refused() {
      borrower.send(Send.toRoom(pair.roomId(), secret.text("x".repeat(4_000))));
      failure(borrower, "text_too_long");
      borrower.send(Send.toRoom(UUID.randomUUID().toString(), secret.text("nowhere")));
      failure(borrower, "room_not_found");
      borrower.send("{\"type\":\"send\",\"text\":\"" + secret.text("broken"));
      failure(borrower, "bad_frame");
      borrower.send("{\"type\":\"" + secret.text("unknown") + "\"}");
      failure(borrower, "unknown_type");
      borrower.send(new ClientFrame.Auth(secret.text("no token")));
      failure(borrower, "unauthenticated");
      borrower.send(
          "{\"type\":\"typing\",\"roomId\":\"%s\",\"text\":\"%s\"}"
              .formatted(pair.roomId(), secret.text("typed")));
      borrower.ping();
      try (RawSession large =
          world.link(Handshake.withToken(world.gateway(1), pair.borrower().token()))) {
        large.send(secret.text("y".repeat(70_000)));
        assertThat(large.awaitClosed().code()).isEqualTo(4413);
      }
    }

    /// As a gateway sealed it, under an id that isn't its own.
    private void parked() {
      byte[] sealed =
          log.read(INBOUND, OutsideLog.keyIs(pair.roomId())).stream()
              .filter(OutsideLog.keyIs(pair.roomId()))
              .toList()
              .getLast()
              .value();
      ObjectNode message = (ObjectNode) ContractJson.mapper().readTree(sealed);
      message.put("messageId", UUID.randomUUID().toString());
      log.append(UUID.fromString(pair.roomId()), ContractJson.mapper().writeValueAsBytes(message));
      assertThat(log.read("chat.inbound.v1.parked", OutsideLog.keyIs(pair.roomId()))).isNotEmpty();
    }

    private void toSomebodyWhoIsAway() {
      World.Pair other = world.pair();
      RawSession device = world.device(other.borrower(), 1);
      ServerFrame.Ack _ =
          World.acked(device, Send.toRoom(other.roomId(), secret.text("while you are away")));
      assertThat(log.read("chat.notifications.v1", names(other.roomId()))).isNotEmpty();
    }

    private static void failure(RawSession session, String code) {
      ServerFrame.Failure _ =
          session.await(ServerFrame.Failure.class, failure -> failure.code().equals(code));
    }
  }

  private static Predicate<ConsumerRecord<byte[], byte[]>> names(String room) {
    return event -> new String(event.value(), StandardCharsets.UTF_8).contains(room);
  }
}
