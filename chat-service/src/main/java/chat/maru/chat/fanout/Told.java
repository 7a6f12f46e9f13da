package chat.maru.chat.fanout;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.node.NodeMessage.Origin;
import chat.maru.contract.trace.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event that nodes are told.
///
/// @param at the event's time: when the public stream took it
/// @param origin for gateways that measure and trace; absent when the record doesn't tell
record Told(ChatEvent event, Instant at, @Nullable Origin origin) {

  /// The same, traced from this step on.
  Told after(TraceContext step) {
    Instant acceptedAt = origin == null ? null : origin.acceptedAt();
    return new Told(event, at, new Origin(acceptedAt, step.value()));
  }
}
