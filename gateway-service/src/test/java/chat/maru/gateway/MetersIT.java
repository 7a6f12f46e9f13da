package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage.Deliver;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.trace.Stages;
import chat.maru.contract.trace.TraceContext;
import chat.maru.testkit.WithServers;
import chat.maru.testkit.WithServers.Kind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What a gateway as it is by default tells Prometheus, and that it traces nothing.
@WithServers({Kind.KAFKA, Kind.REDIS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetersIT extends GatewayWorld {
  private static final List<String> CATALOGUE =
      List.of(
          "maru_gateway_sessions",
          "maru_gateway_handshakes_refused_total",
          "maru_gateway_frames_in_total",
          "maru_gateway_frames_out_total",
          "maru_gateway_ack_seconds_bucket",
          "maru_gateway_sends_refused_total",
          "maru_gateway_closes_total",
          "maru_gateway_limited_total",
          "maru_connections_waiting",
          "maru_connections_cut_total",
          "maru_gateway_resyncs_total",
          "maru_gateway_stage_seconds_bucket",
          "maru_gateway_shown_seconds_bucket",
          "maru_gateway_deliveries_unreadable_total",
          "maru_gateway_deliveries_strange_total",
          "maru_gateway_appends_open",
          "resilience4j_circuitbreaker_state",
          "lettuce_seconds_count",
          "kafka_producer_record_send_total",
          "jvm_memory_used_bytes",
          "process_cpu_usage");

  private GatewayNode node;
  private UUID roomId;

  @BeforeAll
  @Timeout(120)
  void nodes() throws Exception {
    node = start("gateway-m");
    upgrade(node.url, Map.of());
  }

  @BeforeEach
  void aRoom() {
    roomId = chatService.room(borrower, lender);
  }

  @Test
  void everyMeterOfTheCatalogueIsThereWithServiceAndNode() throws Exception {
    try (var client = connect(node, borrower)) {
      assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
    }
    List<String> samples =
        node.get("/actuator/prometheus").lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(samples)
        .allMatch(sample -> sample.contains("node=\"gateway-m\""))
        .allMatch(sample -> sample.contains("service=\"gateway-service\""));
    for (String name : CATALOGUE) {
      assertThat(samples).as(name).anyMatch(sample -> sample.startsWith(name + "{"));
    }
    assertThat(samples)
        .anyMatch(sample ->
            sample.startsWith("resilience4j_circuitbreaker_state{")
                && sample.contains("state=\"closed\"")
                && sample.endsWith(" 1.0"));
    assertThat(samples).noneMatch(sample -> sample.startsWith("http_server_requests"));
  }

  @Test
  void theHistogramsHaveTheBucketsOfAllServicesAndNoOthers() throws Exception {
    String scrape = node.get("/actuator/prometheus");
    for (String name : List.of("ack", "stage", "shown")) {
      List<Double> bounds =
          scrape
              .lines()
              .filter(line -> line.startsWith("maru_gateway_" + name + "_seconds_bucket{"))
              .map(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1"))
              .filter(bound -> !bound.equals("+Inf"))
              .map(Double::valueOf)
              .toList();
      assertThat(bounds)
          .as(name)
          .containsExactlyElementsOf(
              Arrays.stream(Stages.buckets()).map(bound -> bound.toNanos() / 1e9).toList());
    }
  }

  @Test
  void eachDevicesWriteIsMeasuredOnce() throws Exception {
    double written = sample("maru_gateway_stage_seconds_count", "stage=\"written\"");
    double shown = sample("maru_gateway_shown_seconds_count", "");
    try (var phone = connect(node, lender);
        var laptop = connect(node, lender);
        var other = connect(node, borrower)) {
      publish(node, timed(stored(roomId, 1, "hi"), List.of(borrower, lender)));
      for (Client device : List.of(phone, laptop, other)) {
        assertThat(device.next("message").path("seq").asInt()).isEqualTo(1);
      }
      publish(
          node, List.of(stored(roomId, 2, "by a fan-out that measures nothing")), List.of(lender));
      phone.next("message");
      await()
          .untilAsserted(() -> {
            assertThat(sample("maru_gateway_stage_seconds_count", "stage=\"written\""))
                .isEqualTo(written + 3);
            assertThat(sample("maru_gateway_shown_seconds_count", "")).isEqualTo(shown + 3);
          });
    }
  }

  @Test
  void sessionsThatAreToldToFetchAreCountedByTheCause() throws Exception {
    double before = sample("maru_gateway_resyncs_total", "cause=\"lease\"");
    try (var phone = connect(node, lender);
        var laptop = connect(node, lender)) {
      redis().del(RedisKeys.node(node.name));
      phone.next("resync");
      laptop.next("resync");
      await()
          .untilAsserted(() ->
              assertThat(sample("maru_gateway_resyncs_total", "cause=\"lease\""))
                  .isGreaterThanOrEqualTo(before + 2));
    }
  }

  @Test
  void everyRecordHasATraceparentAndNoSpanIsMade() {
    seekToEnd();
    try (var client = connect(node, borrower)) {
      assertThat(sendOn(client, "roomId", roomId)).isEqualTo("ack");
      client.send(Map.of("type", "read", "roomId", roomId, "seq", 1));
      assertThat(records(roomId, 2))
          .extracting(record -> TraceContext.parse(header(record, "traceparent")))
          .allSatisfy(trace -> assertThat(trace.orElseThrow().sampled()).isFalse());
    }
    assertThat(node.spans()).isEmpty();
  }

  @Test
  void nothingIsExportedUnlessACollectorIsNamed() {
    assertThat(node.beans(SpanExporter.class)).hasOnlyElementsOfType(InMemorySpanExporter.class);
  }

  @Test
  void whatASendDecidedIsNotDecidedAgain() {
    Sampler sampler = node.beans(Sampler.class).iterator().next();
    SamplingDecision decision =
        sampler
            .shouldSample(
                Context.root(),
                TraceContext.begin(true).traceId(),
                "maru.send",
                SpanKind.PRODUCER,
                Attributes.empty(),
                List.of())
            .getDecision();
    assertThat(decision).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  private NodeBatch timed(MessageStored stored, List<UUID> users) {
    Instant now = Instant.now();
    var origin = new Origin(now.minusMillis(20), TraceContext.begin(false).value());
    return new NodeBatch(List.of(new Deliver(users, stored, origin)), now, chatService.keys());
  }

  private double sample(String name, String tag) throws Exception {
    return node.get("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
