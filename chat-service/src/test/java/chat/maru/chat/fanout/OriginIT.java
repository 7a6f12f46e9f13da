package chat.maru.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.chat.FakeNode;
import chat.maru.chat.RunningNode;
import chat.maru.chat.World;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.TraceContext;
import chat.maru.testkit.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A message's time of acceptance and its trace reach the gateways.
class OriginIT extends RunningNode {
  private static final Instant ACCEPTED = Instant.parse("2026-03-01T12:00:00.123Z");

  @Autowired InMemorySpanExporter spans;
  @Autowired MeterRegistry meters;
  private FakeNode gateway;
  private World.Room room;

  @BeforeEach
  void aNodeAndARoom() {
    var server = Servers.current().redis();
    gateway = new FakeNode("fake", server.host(), server.port());
    room = world.room(world.user("Borrower"), world.user("Lender"));
    gateway.connect(room.lender());
  }

  @AfterEach
  void leave() {
    gateway.close();
  }

  @Test
  void aSampledMessageHasOneStepBetweenItsEventAndTheGateways() {
    TraceContext stored = TraceContext.begin(true);
    MessageStored message = world.store(room, room.borrower(), "the secret of the room");
    world.tell(message, ACCEPTED, stored);

    await().until(() -> gateway.told().size() == 1);
    await().until(() -> !of(stored).isEmpty());
    SpanData step = of(stored).getFirst();
    assertThat(of(stored)).hasSize(1);
    assertThat(step.getName()).isEqualTo("maru.tell");
    assertThat(step.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(step.getParentSpanId()).isEqualTo(stored.spanId());
    assertThat(step.getAttributes().asMap())
        .containsOnly(
            Map.entry(AttributeKey.stringKey("maru.room.id"), room.id().toString()),
            Map.entry(AttributeKey.stringKey("maru.message.id"), message.messageId().toString()));
    assertThat(step.toString()).doesNotContain("secret");
    assertThat(gateway.told().getFirst().origin())
        .isEqualTo(
            new Origin(
                ACCEPTED, new TraceContext(step.getTraceId(), step.getSpanId(), true).value()));
    assertThat(scrape()).noneMatch(line -> line.startsWith("maru_tell"));
  }

  @Test
  void aMessageThatIsNotSampledHasNoStepAndItsTraceGoesOnAsItCame() {
    TraceContext stored = TraceContext.begin(false);
    TraceContext later = TraceContext.begin(true);
    world.tell(world.store(room, room.borrower(), "a"), ACCEPTED, stored);
    world.tell(world.store(room, room.borrower(), "b"), ACCEPTED, later);

    await().until(() -> gateway.told().size() == 2);
    assertThat(gateway.told().getFirst().origin()).isEqualTo(new Origin(ACCEPTED, stored.value()));
    await().until(() -> !of(later).isEmpty());
    assertThat(of(stored)).isEmpty();
  }

  @Test
  void anEventWithoutAnOriginIsToldAllTheSame() {
    long told = staged();
    world.tell(world.store(room, room.borrower(), "a"));

    await().until(() -> gateway.told().size() == 1);
    assertThat(gateway.told().getFirst().origin()).isNull();
    await().until(() -> staged() == told + 1);
  }

  @Test
  void everyBatchSaysWhenItWasToldAndItsMessagesPassTheStageTold() {
    Instant before = Instant.now();
    long told = staged();
    world.tell(world.store(room, room.borrower(), "a"));
    world.tell(new ReadAdvanced(room.id(), room.lender(), 1, room.borrower(), room.lender()));

    await().until(() -> gateway.told().size() == 2);
    await().until(() -> staged() == told + 1);
    assertThat(gateway.batches())
        .allSatisfy(batch -> assertThat(batch.toldAt()).isBetween(before, Instant.now()));
  }

  private long staged() {
    return meters.get("maru.fanout.stage").tag("stage", "told").timer().count();
  }

  private List<SpanData> of(TraceContext trace) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace.traceId()))
        .toList();
  }
}
