package chat.maru.gateway.frame;

import java.util.UUID;

/// What a client may say, with every form already checked.
public sealed interface ClientFrame {

  /// @param id the client message id exactly as the client wrote it; answers echo it
  /// @param text 1–4,000 code points, not blank, no NUL, no lone surrogate
  record Send(String id, UUID clientMessageId, Target target, String text) implements ClientFrame {

    /// Never tells the text.
    @Override
    public String toString() {
      return "Send[id=" + id + ", target=" + target + "]";
    }
  }

  /// @param seq at least 1
  record Read(UUID roomId, long seq) implements ClientFrame {}

  record Typing(UUID roomId) implements ClientFrame {}

  record Watch(UUID roomId) implements ClientFrame {}

  record Unwatch(UUID roomId) implements ClientFrame {}

  record Auth(String token) implements ClientFrame {

    /// Never tells the token.
    @Override
    public String toString() {
      return "Auth[]";
    }
  }

  record Ping() implements ClientFrame {}

  /// Where a message goes.
  sealed interface Target {}

  record ToRoom(UUID roomId) implements Target {}

  record OnPost(UUID postId) implements Target {}
}
