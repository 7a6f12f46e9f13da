package chat.maru.cluster.client;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Hears what a [ChatClient] has to show, on the client's event loop: nothing here may block.
public interface ChatListener {

  /// Once per message and in order within a room (D7).
  default void onMessage(Message message) {}

  /// What was shown came again, its sender erased: take its text off the screen. May be repeated,
  /// and tells of this message only; all others of its sender are erased as well.
  default void onErased(Message message) {}

  /// The log has it: it will be stored through any fault (D1).
  default void onAccepted(String id, String messageId) {}

  /// It will not be stored; sending it again would not help.
  default void onFailed(String id, String code) {}

  /// That member has read up to `seq`, be it told live, by a catch-up, or by writing a message. For
  /// one room and user each call names a greater number than the one before (D8).
  default void onRead(String roomId, String userId, long seq) {}

  default void onTyping(String roomId, String userId) {}

  default void onPresence(String userId, boolean online, @Nullable Instant lastSeenAt) {}

  /// @param node that the client is connected to; absent while it is not
  default void onConnection(@Nullable String node) {}

  /// A send goes out, for the first time or again; only who records needs this.
  default void onSending(ClientFrame.Send send) {}

  /// A frame as it came, repeats included, before the client makes anything of it; only who records
  /// needs this.
  default void onFrame(ServerFrame frame) {}

  /// The client gave up for good: this user may not connect.
  default void onRefused(String reason) {}
}
