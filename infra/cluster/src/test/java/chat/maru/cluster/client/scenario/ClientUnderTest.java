package chat.maru.cluster.client.scenario;

import chat.maru.cluster.client.Timing;
import java.util.List;

/// A client library with one user, `me`, who looks at all rooms.
interface ClientUnderTest extends AutoCloseable {

  /// Signs in and connects.
  void start(Timing timing);

  void send(String roomId, String text);

  void sendOnPost(String postId, String text);

  void read(String roomId, long seq);

  /// Watches and unwatches: told to the gateway at once, and once.
  void glance(String roomId);

  /// What is on screen, in order of its appearance.
  List<Long> shown(String roomId);

  /// Of these, what is shown as erased.
  List<Long> erased(String roomId);

  /// What became of a text, oldest first: `accepted`, `failed` with its code.
  List<String> outcomes(String text);

  long readBy(String roomId, String userId);

  /// It said that it won't come back.
  boolean gaveUp();

  /// What it showed for a moment though it must never be seen.
  List<String> complaints();

  @Override
  void close();
}
