package chat.maru.contract.node;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.revocation.Revocation;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a node must tell some of its sessions, or itself.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NodeMessage.Deliver.class, name = "deliver"),
  @JsonSubTypes.Type(value = NodeMessage.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = NodeMessage.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = NodeMessage.Revoked.class, name = "revoked"),
  @JsonSubTypes.Type(value = NodeMessage.Ping.class, name = "ping")
})
public sealed interface NodeMessage {

  /// An event of the public stream for every session of these users on the node.
  ///
  /// @param origin absent when the event's headers don't tell
  record Deliver(List<UUID> users, ChatEvent event, @Nullable Origin origin)
      implements NodeMessage {}

  /// Of the send behind an event, for measuring and tracing only.
  ///
  /// @param acceptedAt when the gateway accepted what caused this very event
  /// @param traceparent [TraceContext][chat.maru.contract.trace.TraceContext] of the step before
  record Origin(@Nullable Instant acceptedAt, @Nullable String traceparent) {}

  /// `userId` is typing in the room; for every session of these users on the node.
  record Typing(List<UUID> users, UUID roomId, UUID userId) implements NodeMessage {}

  /// For every session on the node that watches `userId`.
  ///
  /// @param lastSeenAt when the last device left; absent while online or never seen
  record Presence(UUID userId, boolean online, @Nullable Instant lastSeenAt)
      implements NodeMessage {}

  /// Ends sessions, sooner than the node's next question would (D13).
  record Revoked(Revocation revocation) implements NodeMessage {}

  /// A node's own liveness probe through its subscription (D5).
  record Ping(long nonce) implements NodeMessage {}
}
