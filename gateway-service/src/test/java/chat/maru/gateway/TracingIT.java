package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage.Deliver;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.TraceContext;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A gateway that samples every send and logs as in production.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TracingIT extends GatewayWorld {
  private static final String SECRET = "the key lies under the mat";

  private final List<String> exported = new CopyOnWriteArrayList<>();
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private HttpServer collector;
  private GatewayNode node;
  private UUID roomId;

  @BeforeAll
  @Timeout(120)
  void nodes() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", this::collect);
    collector.start();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    node =
        start(
            "gateway-t",
            "management.tracing.sampling.probability=1",
            "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                + collector.getAddress().getPort()
                + "/v1/traces",
            "spring.profiles.active=production",
            "maru.tls.allow-plaintext-backends=kafka,redis",
            "logging.level.root=INFO",
            // the tests' own configuration would come before Boot's, which knows the format
            "logging.config=classpath:logback-production.xml");
  }

  @AfterAll
  void stop() {
    System.setOut(console);
    collector.stop(0);
  }

  @BeforeEach
  void aRoom() {
    roomId = chatService.room(borrower, lender);
  }

  @Test
  void aSendsRecordFollowsItsSpan() {
    seekToEnd();
    JsonNode ack;
    try (var client = connect(node, borrower)) {
      client.send(send(UUID.randomUUID()));
      ack = client.next("ack");
    }
    var trace =
        TraceContext.parse(header(records(roomId, 1).getFirst(), "traceparent")).orElseThrow();
    SpanData span = await().until(() -> spans("maru.send"), found -> found.size() == 1).getFirst();
    assertThat(trace).isEqualTo(new TraceContext(span.getTraceId(), span.getSpanId(), true));
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(attributes(span))
        .isEqualTo(
            Map.of(
                "maru.room.id",
                roomId.toString(),
                "maru.message.id",
                ack.path("messageId").asString()));
    assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
        .isEqualTo("gateway-service");
    assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.instance.id")))
        .isEqualTo("gateway-t");
  }

  @Test
  void readsAreNotSampled() {
    seekToEnd();
    try (var client = connect(node, borrower)) {
      client.send(Map.of("type", "read", "roomId", roomId, "seq", 1));
      var trace = TraceContext.parse(header(records(roomId, 1).getFirst(), "traceparent"));
      assertThat(trace.orElseThrow().sampled()).isFalse();
    }
  }

  @Test
  void eachDeviceHasItsDeliveryBehindTheFanOut() {
    var tell = TraceContext.begin(true);
    var message = stored(roomId, 1, SECRET);
    try (var phone = connect(node, lender);
        var laptop = connect(node, lender)) {
      var origin = new Origin(Instant.now(), tell.value());
      publish(node, new NodeBatch(List.of(new Deliver(List.of(lender), message, origin))));
      for (Client device : List.of(phone, laptop)) {
        assertThat(device.next("message").path("text").asString()).isEqualTo(SECRET);
      }
      await().untilAsserted(() -> assertThat(spans("maru.deliver")).hasSize(2));
    }
    assertThat(spans("maru.deliver"))
        .allSatisfy(span -> {
          assertThat(span.getTraceId()).isEqualTo(tell.traceId());
          assertThat(span.getParentSpanId()).isEqualTo(tell.spanId());
          assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
          assertThat(attributes(span))
              .isEqualTo(
                  Map.of(
                      "maru.room.id",
                      roomId.toString(),
                      "maru.message.id",
                      message.messageId().toString()));
        });
  }

  @Test
  void aClientsTraceparentStartsNothing() throws Exception {
    String foreign = TraceContext.begin(true).value();
    upgrade(node.url, Map.of("traceparent", foreign));
    upgrade(node.management + "/actuator/health", Map.of("traceparent", foreign));
    assertThat(node.spans())
        .extracting(SpanData::getName)
        .allMatch(name -> name.startsWith("maru."));
    assertThat(node.spans())
        .extracting(SpanData::getTraceId)
        .doesNotContain(TraceContext.parse(foreign).orElseThrow().traceId());
  }

  @Test
  void aFailedSendIsALineWithItsTraceAndNothingThatWasWritten() {
    try (var client = connect(node, borrower)) {
      client.raw("{\"type\":\"send\",\"text\":\"" + SECRET);
      assertThat(client.next().path("code").asString()).isEqualTo("bad_frame");
      client.send(send(UUID.randomUUID()));
      client.next("ack");
      servers.kafka().freeze();
      try {
        client.send(send(UUID.randomUUID()));
        assertThat(client.next("error").path("code").asString()).isEqualTo("outcome_unknown");
      } finally {
        servers.kafka().thaw();
      }
    }
    SpanData refused =
        await().until(() -> spans("maru.send"), found -> found.size() == 2).stream()
            .filter(span -> "outcome_unknown".equals(attributes(span).get("error.type")))
            .findFirst()
            .orElseThrow();
    assertThat(lines())
        .anySatisfy(line -> {
          assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
          assertThat(line.path("trace.id").asString()).isEqualTo(refused.getTraceId());
          assertThat(line.at("/service/name").asString()).isEqualTo("gateway-service");
          assertThat(line.path("message").asString()).contains("not taken into the log");
        });
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
  }

  @Test
  void spansGoToTheCollectorWithoutText() {
    try (var client = connect(node, borrower)) {
      client.send(send(UUID.randomUUID()));
      client.next("ack");
    }
    await()
        .untilAsserted(() -> {
          assertThat(spans("maru.send")).hasSize(1); // what ended is exported with this
          assertThat(exported).anySatisfy(body -> assertThat(body).contains(roomId.toString()));
        });
    assertThat(exported).noneSatisfy(body -> assertThat(body).contains(SECRET));
  }

  /// Protobuf's strings are UTF-8, so names and values can be found without its schema.
  private void collect(HttpExchange exchange) throws IOException {
    exported.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /// Every line of the console, each of which must be JSON.
  private List<JsonNode> lines() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(ContractJson.mapper()::readTree)
        .toList();
  }

  private Map<String, ?> send(UUID id) {
    return Map.of("type", "send", "id", id, "roomId", roomId, "text", SECRET);
  }

  /// Those of this test's room.
  private List<SpanData> spans(String name) {
    return node.spans().stream()
        .filter(span -> span.getName().equals(name))
        .filter(span -> roomId.toString().equals(attributes(span).get("maru.room.id")))
        .toList();
  }

  private static Map<String, String> attributes(SpanData span) {
    var found = new HashMap<String, String>();
    span.getAttributes().forEach((key, value) -> found.put(key.getKey(), value.toString()));
    return found;
  }
}
