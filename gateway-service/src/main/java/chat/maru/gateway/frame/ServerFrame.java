package chat.maru.gateway.frame;

import chat.maru.contract.error.ErrorCode;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client is told; absent components are left out.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
  @JsonSubTypes.Type(value = ServerFrame.Message.class, name = "message"),
  @JsonSubTypes.Type(value = ServerFrame.Read.class, name = "read"),
  @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = ServerFrame.Error.class, name = "error"),
  @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
  @JsonSubTypes.Type(value = ServerFrame.Goaway.class, name = "goaway"),
  @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong")
})
public sealed interface ServerFrame {

  /// What is stored from here on comes live or as [Resync] (D6).
  record Welcome(
      UUID userId, UUID sessionId, String node, long heartbeatSeconds, Instant serverTime)
      implements ServerFrame {}

  /// The log has it (D1).
  record Ack(String id, UUID roomId, UUID messageId) implements ServerFrame {}

  /// @param erased true when the sender is erased, and then the text says so; else absent
  record Message(
      UUID roomId,
      UUID messageId,
      long seq,
      UUID senderId,
      UUID clientMessageId,
      String text,
      Instant sentAt,
      @Nullable Boolean erased)
      implements ServerFrame {

    /// Never tells the text.
    @Override
    public String toString() {
      return "Message[roomId=" + roomId + ", seq=" + seq + "]";
    }
  }

  record Read(UUID roomId, UUID userId, long seq) implements ServerFrame {}

  record Typing(UUID roomId, UUID userId) implements ServerFrame {}

  record Presence(UUID userId, boolean online, @Nullable Instant lastSeenAt)
      implements ServerFrame {}

  /// @param id the send it answers, as the client wrote it
  record Error(
      @Nullable String id,
      String code,
      String message,
      boolean retryable,
      @Nullable Long retryAfterMs,
      @Nullable String field)
      implements ServerFrame {

    public static Error of(@Nullable String id, ErrorCode code) {
      return new Error(id, code.code(), code.sentence(), code.retryable(), null, null);
    }

    public static Error retry(@Nullable String id, ErrorCode code, Duration after) {
      return new Error(id, code.code(), code.sentence(), true, after.toMillis(), null);
    }
  }

  /// Something live may be missing (D5).
  record Resync() implements ServerFrame {}

  record Goaway(long reconnectAfterMs) implements ServerFrame {}

  record Pong() implements ServerFrame {}
}
