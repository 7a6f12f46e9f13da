package chat.maru.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {
  private static final UUID ROOM = UUID.randomUUID();
  private static final MessageStored MESSAGE =
      new MessageStored(
          ROOM,
          UUID.randomUUID(),
          1,
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          new Content("1", new byte[1]),
          new byte[1],
          Instant.EPOCH);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  @Test
  void aSampledSendsRecordFollowsItsSpan() {
    UUID messageId = UUID.randomUUID();
    SendTrace send = traces(1).send(ROOM);
    send.accepted(messageId);

    SpanData span = only();
    assertThat(TraceContext.parse(send.traceparent()))
        .contains(new TraceContext(span.getTraceId(), span.getSpanId(), true));
    assertThat(span.getName()).isEqualTo("maru.send");
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(attribute(span, "maru.room.id")).isEqualTo(ROOM.toString());
    assertThat(attribute(span, "maru.message.id")).isEqualTo(messageId.toString());
    assertThat(span.getAttributes().size()).isEqualTo(2);
  }

  @Test
  void aRefusalTellsItsCode() {
    traces(1).send(ROOM).refused(ErrorCode.OUTCOME_UNKNOWN);

    assertThat(attribute(only(), "error.type")).isEqualTo("outcome_unknown");
  }

  @Test
  void anUnsampledSendHasATraceparentAndNoSpan() {
    SendTrace send = traces(0).send(ROOM);
    send.accepted(UUID.randomUUID());

    assertThat(TraceContext.parse(send.traceparent()))
        .get()
        .extracting(TraceContext::sampled)
        .isEqualTo(false);
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void aboutAsManySendsAreSampledAsWasAskedFor() {
    Traces traces = traces(0.25);
    long sampled =
        IntStream.range(0, 4_000)
            .mapToObj(_ -> traces.send(ROOM).traceparent())
            .filter(traceparent -> traceparent.endsWith("-01"))
            .count();

    assertThat(sampled).isBetween(800L, 1_200L);
  }

  @Test
  void eachSessionsStepFollowsTheFanOutsAndEndsWithTheWrite() {
    TraceContext before = TraceContext.begin(true);
    var writes = new AtomicInteger();
    DeliveryTrace delivery = traces(0).delivery(new Origin(null, before.value()), MESSAGE);
    assertThat(delivery.sampled()).isTrue();
    Runnable phone = delivery.step(writes::incrementAndGet);
    delivery.step(writes::incrementAndGet); // a session that ends before the write
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
    phone.run();

    SpanData span = only();
    assertThat(writes).hasValue(1);
    assertThat(span.getName()).isEqualTo("maru.deliver");
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getTraceId()).isEqualTo(before.traceId());
    assertThat(span.getParentSpanId()).isEqualTo(before.spanId());
    assertThat(attribute(span, "maru.room.id")).isEqualTo(ROOM.toString());
    assertThat(attribute(span, "maru.message.id")).isEqualTo(MESSAGE.messageId().toString());
    assertThat(span.getAttributes().size()).isEqualTo(2);
  }

  @Test
  void anUnsampledDeliveryAddsNothing() {
    Runnable written = () -> {};
    for (Origin origin :
        new Origin[] {
          null,
          new Origin(Instant.EPOCH, null),
          new Origin(null, "of another version"),
          new Origin(null, TraceContext.begin(false).value())
        }) {
      DeliveryTrace delivery = traces(1).delivery(origin, MESSAGE);
      assertThat(delivery.sampled()).isFalse();
      assertThat(delivery.step(written)).isSameAs(written);
    }
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void aLineAboutASendCarriesItsTraceSampledOrNot() {
    for (double probability : new double[] {0, 1}) {
      SendTrace send = traces(probability).send(ROOM);
      send.say(() -> assertThat(send.traceparent()).contains(MDC.get("traceId")));
      assertThat(MDC.get("traceId")).isNull();
    }
  }

  private Traces traces(double probability) {
    var tracer = provider.get("test");
    var propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
    return new Traces(
        new OtelTracer(tracer, new OtelCurrentTraceContext(), _ -> {}),
        new OtelPropagator(propagators, tracer),
        probability);
  }

  private SpanData only() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().getFirst();
  }

  private static String attribute(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey(name));
  }
}
