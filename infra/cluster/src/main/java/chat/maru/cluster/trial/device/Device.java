package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.room.Outgoing;
import java.util.Map;

/// One recorded device of one user. Methods are safe for any thread, and all but [#isSettled]
/// return at once.
public interface Device {

  /// Its client name in the history.
  String name();

  String userId();

  /// Sends until the cluster has it or refuses it for good; later ones to the same room wait.
  void send(Conversation to, Outgoing message);

  /// Whether it sends under the id that it is given; the reference client makes its own.
  boolean keepsIds();

  /// Reads up to what it has.
  void read(Conversation room);

  /// How many messages wait for an answer.
  int unanswered();

  /// Up to where it has each room without a hole.
  Map<String, Long> heads();

  /// Whether it is connected and fetches nothing, as far as it knows. Waits for its thread.
  boolean isSettled();

  /// Disconnects in the middle of the run. What is unanswered is given up.
  void leave();

  /// Says at the run's end, by its own word alone, whether it is connected and has everything, and
  /// goes.
  void finish();

  End end();

  /// How a device ended.
  enum End {
    STAYS,
    /// Connected and with everything, as far as it knew.
    WHOLE,
    BROKEN
  }
}
