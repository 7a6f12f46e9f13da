package chat.maru.persistence.log;

import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.trace.SpanAttributes;
import chat.maru.contract.trace.TraceContext;
import chat.maru.persistence.inbound.Inspected;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// The step `maru.store` of each sampled record of a batch: from the batch's begin until the log
/// has its event. A failed attempt is a step of its own. A record that is not sampled costs a look
/// at its header. A step tells the ids of room and message, never text.
///
/// Confined to the thread that has the batch.
final class StoreSteps {
  private static final String NAME = "maru.store";

  private final Map<ConsumerRecord<?, ?>, Observation> open;

  private StoreSteps(Map<ConsumerRecord<?, ?>, Observation> open) {
    this.open = open;
  }

  static StoreSteps begin(List<Letter> letters, ObservationRegistry observations) {
    Map<ConsumerRecord<?, ?>, Observation> open = new IdentityHashMap<>();
    for (Letter letter : letters) {
      traceparent(letter.record())
          .flatMap(TraceContext::parse)
          .filter(TraceContext::sampled)
          .ifPresent(before -> open.put(letter.record(), begin(letter, before, observations)));
    }
    return new StoreSteps(open);
  }

  private static Observation begin(
      Letter letter, TraceContext before, ObservationRegistry observations) {
    ReceiverContext<TraceContext> context =
        new ReceiverContext<>(
            (carrier, header) -> header.equals(TraceContext.HEADER) ? carrier.value() : null,
            Kind.CONSUMER);
    context.setCarrier(before);
    Observation step = Observation.createNotStarted(NAME, () -> context, observations);
    if (letter.inspected() instanceof Inspected.Sound(var event)) {
      step.highCardinalityKeyValue(SpanAttributes.ROOM, event.roomId().toString());
      if (event instanceof MessageAccepted message) {
        step.highCardinalityKeyValue(SpanAttributes.MESSAGE, message.messageId().toString());
      }
    }
    return step.start();
  }

  /// What the record's event carries: the step's own context, without a step what the record came
  /// with, if that is a `traceparent`: anything else could make the event larger than the log
  /// takes.
  Optional<String> traceparentAfter(ConsumerRecord<?, ?> record) {
    return Optional.ofNullable(open.get(record))
        .map(step -> step.getContextView().<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> span.context())
        .map(own -> new TraceContext(own.traceId(), own.spanId(), true).value())
        .or(() -> traceparent(record).flatMap(TraceContext::parse).map(TraceContext::value));
  }

  void end() {
    open.values().forEach(Observation::stop);
    open.clear();
  }

  /// Of those that have not ended.
  void fail(Throwable why) {
    open.values().forEach(step -> step.error(why));
    end();
  }

  private static Optional<String> traceparent(ConsumerRecord<?, ?> record) {
    Header header = record.headers().lastHeader(TraceContext.HEADER);
    return Optional.ofNullable(header)
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
