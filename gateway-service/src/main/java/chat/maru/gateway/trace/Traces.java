package chat.maru.gateway.trace;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.SpanAttributes;
import chat.maru.contract.trace.TraceContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Decides once per send whether it is sampled; a delivery follows the flag that came with its
/// message.
///
/// Has a registry of observations of its own, which makes spans and no meters: HTTP requests and
/// Redis commands stay in the application's registry, which makes meters and no spans, so that a
/// client's own `traceparent` starts nothing here.
public final class Traces {

  private final ObservationRegistry spans = ObservationRegistry.create();
  private final double probability;

  /// @param probability of a send to be sampled, 0–1
  public Traces(Tracer tracer, Propagator propagator, double probability) {
    this.probability = probability;
    spans
        .observationConfig()
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                new PropagatingSenderTracingObservationHandler<>(tracer, propagator)));
  }

  /// A client's frame was read.
  public SendTrace send(UUID roomId) {
    if (ThreadLocalRandom.current().nextDouble() >= probability) {
      return new SendTrace(TraceContext.begin(false), null);
    }
    var headers = new HashMap<String, String>(2);
    var context = new SenderContext<Map<String, String>>(Traces::put, Kind.PRODUCER);
    context.setCarrier(headers);
    Observation span =
        Observation.createNotStarted("maru.send", () -> context, spans)
            .highCardinalityKeyValue(SpanAttributes.ROOM, roomId.toString())
            .start();
    return TraceContext.parse(headers.getOrDefault(TraceContext.HEADER, ""))
        .map(begun -> new SendTrace(begun, span))
        .orElseGet(() -> new SendTrace(TraceContext.begin(false), null));
  }

  /// A message came for sessions of this node.
  public DeliveryTrace delivery(@Nullable Origin origin, MessageStored message) {
    String traceparent = origin == null ? null : origin.traceparent();
    TraceContext before = traceparent == null ? null : TraceContext.parse(traceparent).orElse(null);
    return new DeliveryTrace(this, before, message);
  }

  Observation deliver(TraceContext before, MessageStored message) {
    var context = new ReceiverContext<Map<String, String>>(Map::get, Kind.CONSUMER);
    context.setCarrier(Map.of(TraceContext.HEADER, before.value()));
    return Observation.createNotStarted("maru.deliver", () -> context, spans)
        .highCardinalityKeyValue(SpanAttributes.ROOM, message.roomId().toString())
        .highCardinalityKeyValue(SpanAttributes.MESSAGE, message.messageId().toString())
        .start();
  }

  /// Says something with the trace's id in the line's context, sampled or not: whoever reads the
  /// line finds the same id at the message's records.
  static void say(@Nullable TraceContext trace, Runnable line) {
    if (trace == null) {
      line.run();
      return;
    }
    try (var _ = MDC.putCloseable("traceId", trace.traceId())) {
      line.run();
    }
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }
}
