package chat.maru.cluster.client.wire;

import chat.maru.cluster.client.api.Message;
import chat.maru.contract.json.ContractJson;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a gateway says. A type that this version does not know is [Unknown], never an error.
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = ServerFrame.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
  @JsonSubTypes.Type(value = ServerFrame.Stored.class, name = "message"),
  @JsonSubTypes.Type(value = ServerFrame.Read.class, name = "read"),
  @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = ServerFrame.Failure.class, name = "error"),
  @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
  @JsonSubTypes.Type(value = ServerFrame.GoAway.class, name = "goaway"),
  @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong")
})
public sealed interface ServerFrame {

  /// Subscribed: what is stored from here on comes live or as [Resync].
  record Welcome(
      String userId, String sessionId, String node, int heartbeatSeconds, Instant serverTime)
      implements ServerFrame {}

  /// Accepted (D1).
  record Ack(String id, String roomId, String messageId) implements ServerFrame {}

  /// The frame `message`: stored.
  record Stored(@JsonUnwrapped Message message) implements ServerFrame {}

  record Read(String roomId, String userId, long seq) implements ServerFrame {}

  record Typing(String roomId, String userId) implements ServerFrame {}

  record Presence(String userId, boolean online, @Nullable Instant lastSeenAt)
      implements ServerFrame {}

  /// The frame `error`.
  ///
  /// @param id of the send that it answers, if it answers one
  record Failure(
      @Nullable String id,
      String code,
      @Nullable String message,
      boolean retryable,
      @Nullable Long retryAfterMs)
      implements ServerFrame {}

  /// Something live may be missing, in this room or anywhere.
  record Resync(@Nullable String roomId) implements ServerFrame {}

  record GoAway(long reconnectAfterMs) implements ServerFrame {}

  record Pong() implements ServerFrame {}

  record Unknown() implements ServerFrame {}

  /// @throws tools.jackson.core.JacksonException when it is not a frame at all
  static ServerFrame parse(String text) {
    return ContractJson.mapper().readValue(text, ServerFrame.class);
  }
}
