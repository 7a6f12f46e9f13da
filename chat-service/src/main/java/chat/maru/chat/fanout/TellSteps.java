package chat.maru.chat.fanout;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.SpanAttributes;
import chat.maru.contract.trace.TraceContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The step `maru.tell` of each sampled event of a batch: from the batch's begin until Redis took
/// it. A failed attempt is a step of its own. An event that is not sampled costs a look at its
/// origin. A step tells the ids of room and message, never text.
///
/// Confined to the thread that has the batch.
final class TellSteps {
  private static final String NAME = "maru.tell";

  private final ObservationRegistry observations;
  private final List<Observation> open = new ArrayList<>();
  private final List<Told> batch = new ArrayList<>();

  private TellSteps(ObservationRegistry observations) {
    this.observations = observations;
  }

  static TellSteps begin(List<Told> batch, ObservationRegistry observations) {
    TellSteps steps = new TellSteps(observations);
    batch.forEach(told -> steps.batch.add(steps.begin(told)));
    return steps;
  }

  /// All events in their order; those that have a step lead gateways to it.
  List<Told> batch() {
    return batch;
  }

  void end() {
    open.forEach(Observation::stop);
  }

  void fail(Throwable why) {
    open.forEach(step -> step.error(why));
    end();
  }

  private Told begin(Told told) {
    return Optional.ofNullable(told.origin())
        .map(Origin::traceparent)
        .flatMap(TraceContext::parse)
        .filter(TraceContext::sampled)
        .map(before -> begin(told, before))
        .orElse(told);
  }

  private Told begin(Told told, TraceContext before) {
    ReceiverContext<TraceContext> context =
        new ReceiverContext<>(
            (carrier, header) -> header.equals(TraceContext.HEADER) ? carrier.value() : null,
            Kind.CONSUMER);
    context.setCarrier(before);
    Observation step =
        Observation.createNotStarted(NAME, () -> context, observations)
            .highCardinalityKeyValue(SpanAttributes.ROOM, told.event().roomId().toString());
    if (told.event() instanceof MessageStored stored) {
      step.highCardinalityKeyValue(SpanAttributes.MESSAGE, stored.messageId().toString());
    }
    open.add(step.start());
    return contextOf(step).map(told::after).orElse(told);
  }

  private static Optional<TraceContext> contextOf(Observation step) {
    return Optional.<TracingContext>ofNullable(step.getContextView().get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> span.context())
        .map(own -> new TraceContext(own.traceId(), own.spanId(), true));
  }
}
