package chat.maru.gateway.trace;

import chat.maru.contract.event.MessageStored;
import chat.maru.contract.trace.TraceContext;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/// One message on its way to this node's sessions.
public final class DeliveryTrace {
  private final Traces traces;
  private final @Nullable TraceContext before;
  private final MessageStored message;

  DeliveryTrace(Traces traces, @Nullable TraceContext before, MessageStored message) {
    this.traces = traces;
    this.before = before;
    this.message = message;
  }

  /// Whether each session has a step of its own.
  public boolean sampled() {
    return before != null && before.sampled();
  }

  /// Begins one session's step, which ends when the result is run; it runs `written`, too. Not
  /// sampled, the result is `written` itself.
  public Runnable step(Runnable written) {
    if (before == null || !before.sampled()) {
      return written;
    }
    Observation span = traces.deliver(before, message);
    return () -> {
      written.run();
      span.stop();
    };
  }

  /// A log line about this message.
  public void say(Runnable line) {
    Traces.say(before, line);
  }
}
