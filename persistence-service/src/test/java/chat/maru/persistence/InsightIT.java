package chat.maru.persistence;

import static chat.maru.testkit.WithServers.Kind.KAFKA;
import static chat.maru.testkit.WithServers.Kind.POSTGRES;
import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.Stages;
import chat.maru.contract.trace.TraceContext;
import chat.maru.persistence.support.PlainConsumer;
import chat.maru.persistence.support.RunningService;
import chat.maru.persistence.support.Scene;
import chat.maru.persistence.support.Spans;
import chat.maru.persistence.support.World;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What operators see of the service from outside: figures, headers, steps of traces.
@WithServers(
    value = {KAFKA, POSTGRES},
    freshDatabase = true)
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class InsightIT {
  private static final String[] FIGURES = {
    "maru_persistence_stage_seconds_bucket",
    "maru_persistence_oldest_unstored_seconds",
    "maru_persistence_batch_size_bucket",
    "maru_persistence_batch_duration_seconds_bucket",
    "maru_persistence_stored_total",
    "maru_persistence_repeats_total",
    "maru_persistence_refused_total",
    "maru_persistence_reads_total",
    "maru_persistence_reads_dropped_total",
    "maru_persistence_fallbacks_total",
    "maru_persistence_retries_total",
    "maru_persistence_parked_total",
    "kafka_consumer_fetch_manager_records_lag_max",
    "kafka_producer_record_send_total",
    "hikaricp_connections_active",
    "jvm_memory_used_bytes",
    "process_cpu_usage"
  };

  private static World world;
  private static RunningService service;
  private static PlainConsumer messages;
  private static InMemorySpanExporter spans;

  private Scene scene;

  @BeforeAll
  static void start(Servers servers) {
    world = new World(servers);
    messages = new PlainConsumer(servers, Topics.MESSAGES);
    service = RunningService.start(servers, "insight-it", Spans.class);
    spans = service.bean(InMemorySpanExporter.class);
  }

  @AfterAll
  static void stop() {
    service.close();
    messages.close();
    world.close();
  }

  @BeforeEach
  void newScene() {
    scene = world.scene();
    spans.reset();
  }

  @Test
  void theOldestUnstoredRecordAgesWhileTheDatabaseIsAwayAndIsGoneOnceItIsStored(Servers servers) {
    world.append(scene.fromBorrower(randomUUID(), "before"));
    await().until(() -> world.head(scene) == 1);
    await().until(() -> oldestUnstored() == 0);
    double retries = service.count("maru.persistence.retries", Map.of());

    servers.postgres().kill();
    try {
      world.append(scene.fromBorrower(randomUUID(), "while it is away"));
      await().atMost(Duration.ofSeconds(30)).until(() -> oldestUnstored() > 0.2);
      double then = oldestUnstored();
      await().atMost(Duration.ofSeconds(30)).until(() -> oldestUnstored() > then + 0.2);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.count("maru.persistence.retries", Map.of()) > retries);
    } finally {
      servers.postgres().restart();
    }

    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> world.head(scene) == 2);
    await().until(() -> oldestUnstored() == 0);
  }

  @Test
  void everyStoredMessageAndEveryRepeatPassesTheStageStored() {
    double before = sample("maru_persistence_stage_seconds_count{");
    var message = scene.fromBorrower(randomUUID(), "a");
    world.append(message);
    world.append(message);
    world.append(scene.fromLender(randomUUID(), "b"));
    world.append(scene.read(scene.lenderId(), 1));

    messages.await(seen -> seen.events(scene.roomId()).size() == 4);
    await().until(() -> sample("maru_persistence_stage_seconds_count{") == before + 3);
    assertThat(
            service.scrape().lines().filter(l -> l.startsWith("maru_persistence_stage_seconds_b")))
        .hasSize(Stages.buckets().length + 1)
        .allMatch(line -> line.contains("stage=\"stored\""));
  }

  @Test
  void anEventSaysWhenItsCauseWasAccepted() {
    Instant before = Instant.now().minusSeconds(1);
    world.append(scene.fromBorrower(randomUUID(), "a"));
    world.append(scene.read(scene.lenderId(), 1));

    messages.await(seen -> seen.records(scene.roomId()).size() == 2);
    List<ConsumerRecord<byte[], byte[]>> records = messages.records(scene.roomId());
    assertThat(Instant.parse(header(records.getFirst(), EventHeaders.ACCEPTED_TIME).orElseThrow()))
        .isBetween(
            before, Instant.parse(header(records.getFirst(), EventHeaders.TIME).orElseThrow()));
    assertThat(header(records.getLast(), EventHeaders.ACCEPTED_TIME)).isEmpty();
  }

  @Test
  void aSampledMessageHasOneStepBetweenItsCauseAndItsEvent() {
    TraceContext cause = TraceContext.begin(true);
    MessageAccepted message = scene.fromBorrower(randomUUID(), "the secret of the room");
    world.append(message, cause);

    messages.await(seen -> !seen.records(scene.roomId()).isEmpty());
    TraceContext told = traceparent(messages.records(scene.roomId()).getFirst());
    await().until(() -> !spans.getFinishedSpanItems().isEmpty());
    SpanData step = spans.getFinishedSpanItems().getFirst();
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    assertThat(step.getName()).isEqualTo("maru.store");
    assertThat(step.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(step.getTraceId()).isEqualTo(cause.traceId());
    assertThat(step.getParentSpanId()).isEqualTo(cause.spanId());
    assertThat(told).isEqualTo(new TraceContext(step.getTraceId(), step.getSpanId(), true));
    assertThat(step.toString()).doesNotContain("secret", "sealed", "digest");
    assertThat(step.getAttributes().asMap())
        .containsOnly(
            Map.entry(AttributeKey.stringKey("maru.room.id"), scene.roomId().toString()),
            Map.entry(AttributeKey.stringKey("maru.message.id"), message.messageId().toString()));
    assertThat(service.scrape()).doesNotContain("maru_store");
  }

  @Test
  void aMessageThatIsNotSampledHasNoStepAndItsTraceGoesOnAsItCame() {
    TraceContext cause = TraceContext.begin(false);
    TraceContext later = TraceContext.begin(true);
    world.append(scene.fromBorrower(randomUUID(), "a"), cause);
    world.append(scene.fromBorrower(randomUUID(), "b"), later);

    messages.await(seen -> seen.records(scene.roomId()).size() == 2);
    assertThat(traceparent(messages.records(scene.roomId()).getFirst())).isEqualTo(cause);
    await().until(() -> !spans.getFinishedSpanItems().isEmpty());
    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsExactly(later.traceId());
  }

  @Test
  void withoutACollectorNothingLeavesTheService() {
    assertThat(service.bean(SpanExporter.class)).isSameAs(spans);
  }

  @Test
  void everyFigureIsThereAndNamesItsServiceAndItsNode() {
    world.append(scene.fromBorrower(randomUUID(), "a"));

    await()
        .untilAsserted(() -> {
          List<String> samples =
              service.scrape().lines().filter(line -> !line.startsWith("#")).toList();
          assertThat(samples).extracting(line -> line.split("\\{")[0]).contains(FIGURES);
          assertThat(samples)
              .allMatch(line -> line.contains("service=\"persistence-service\""))
              .allMatch(line -> line.contains("node=\"persistence-1\""));
        });
  }

  private static double oldestUnstored() {
    return service.gauge("maru.persistence.oldest.unstored");
  }

  private static double sample(String start) {
    return service
        .scrape()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static TraceContext traceparent(ConsumerRecord<?, ?> record) {
    return header(record, TraceContext.HEADER).flatMap(TraceContext::parse).orElseThrow();
  }

  private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
