package chat.maru.gateway.frame;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.gateway.frame.ClientFrame.Target;
import java.util.UUID;

/// Reads client frames. Every text has an outcome; nothing a client can write makes it throw.
public final class FrameDecoder {
  private FrameDecoder() {}

  public static Decoded decode(String text) {
    try {
      RawFrame raw = RawFrame.parse(text);
      try {
        return new Decoded.Understood(frame(raw));
      } catch (RefusedFrameException e) {
        return new Decoded.Refused(e.error(raw.echoId()));
      }
    } catch (RefusedFrameException e) {
      return new Decoded.Refused(e.error(null));
    }
  }

  private static ClientFrame frame(RawFrame raw) {
    return switch (raw.type()) {
      case "send" -> send(raw);
      case "read" -> new ClientFrame.Read(room(raw), seq(raw));
      case "typing" -> new ClientFrame.Typing(room(raw));
      case "watch" -> new ClientFrame.Watch(room(raw));
      case "unwatch" -> new ClientFrame.Unwatch(room(raw));
      case "auth" -> new ClientFrame.Auth(raw.string("token"));
      case "ping" -> new ClientFrame.Ping();
      default -> throw new RefusedFrameException(ErrorCode.UNKNOWN_TYPE, "type");
    };
  }

  private static ClientFrame.Send send(RawFrame raw) {
    String id = raw.string("id");
    UUID clientMessageId = uuid("id", id);
    Target target = target(raw);
    String text = raw.string("text");
    Texts.refusal(text)
        .ifPresent(code -> {
          throw new RefusedFrameException(code, "text");
        });
    return new ClientFrame.Send(id, clientMessageId, target, text);
  }

  private static Target target(RawFrame raw) {
    boolean room = raw.has("roomId");
    if (room == raw.has("postId")) {
      throw RefusedFrameException.badField("roomId", "exactly one of roomId and postId is needed");
    }
    return room
        ? new ClientFrame.ToRoom(room(raw))
        : new ClientFrame.OnPost(uuid("postId", raw.string("postId")));
  }

  private static UUID room(RawFrame raw) {
    return uuid("roomId", raw.string("roomId"));
  }

  private static UUID uuid(String field, String text) {
    return Ids.parse(text).orElseThrow(() -> new RefusedFrameException(ErrorCode.BAD_ID, field));
  }

  private static long seq(RawFrame raw) {
    long seq = raw.integer("seq");
    if (seq < 1) {
      throw RefusedFrameException.badField("seq", "seq must be an integer of at least 1");
    }
    return seq;
  }
}
