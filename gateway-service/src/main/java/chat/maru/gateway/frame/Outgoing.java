package chat.maru.gateway.frame;

import chat.maru.contract.json.ContractJson;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A server frame ready for any number of sockets.
///
/// @param type names the frame in metrics
/// @param text the JSON
/// @param position what a `read` frame says, of which only the greatest matters
/// @param written run once for each socket that wrote the frame, on the writing thread, which it
///   must not block; not run for a socket that did not
public record Outgoing(
    String type,
    String text,
    Value value,
    @Nullable ReadPosition position,
    @Nullable Runnable written) {

  /// What it costs the client when the frame is not sent.
  public enum Value {
    /// It can't be had again: typing and presence.
    PASSING,
    /// A later one of the same position says more.
    REPLACEABLE,
    /// The session must not go on without it.
    NEEDED
  }

  public record ReadPosition(UUID roomId, UUID userId, long seq) {

    /// Positions only move forward (D8), so of two in one place the greater says all.
    public boolean covers(ReadPosition other) {
      return seq >= other.seq && roomId.equals(other.roomId) && userId.equals(other.userId);
    }
  }

  public static Outgoing of(ServerFrame frame) {
    String text = ContractJson.mapper().writeValueAsString(frame);
    String type = typeOf(frame.getClass());
    return switch (frame) {
      case ServerFrame.Typing _, ServerFrame.Presence _ ->
          new Outgoing(type, text, Value.PASSING, null, null);
      case ServerFrame.Read(UUID roomId, UUID userId, long seq) ->
          new Outgoing(type, text, Value.REPLACEABLE, new ReadPosition(roomId, userId, seq), null);
      case ServerFrame.Welcome _,
          ServerFrame.Ack _,
          ServerFrame.Message _,
          ServerFrame.Error _,
          ServerFrame.Resync _,
          ServerFrame.Goaway _,
          ServerFrame.Pong _ ->
          new Outgoing(type, text, Value.NEEDED, null, null);
    };
  }

  /// The same frame, observed.
  public Outgoing whenWritten(Runnable action) {
    return new Outgoing(type, text, value, position, action);
  }

  /// What the wire calls a kind of frame.
  public static String typeOf(Class<?> frame) {
    return frame.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// Its size for limits: characters, since all but the text is ASCII.
  public int size() {
    return text.length();
  }
}
