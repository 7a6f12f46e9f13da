package chat.maru.gateway.trace;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.trace.SpanAttributes;
import chat.maru.contract.trace.TraceContext;
import io.micrometer.observation.Observation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One send, from its frame to its answer; answered once, on any thread.
public final class SendTrace {
  private final TraceContext context;
  private final @Nullable Observation span; // none when not sampled

  SendTrace(TraceContext context, @Nullable Observation span) {
    this.context = context;
    this.span = span;
  }

  /// For the record in the log, sampled or not.
  public String traceparent() {
    return context.value();
  }

  /// The ack was offered.
  public void accepted(UUID messageId) {
    if (span != null) {
      span.highCardinalityKeyValue(SpanAttributes.MESSAGE, messageId.toString()).stop();
    }
  }

  /// The client was told why not.
  public void refused(ErrorCode code) {
    if (span != null) {
      span.lowCardinalityKeyValue("error.type", code.code()).stop();
    }
  }

  /// A log line about this send.
  public void say(Runnable line) {
    Traces.say(context, line);
  }
}
