package chat.maru.cluster.client.room;

import chat.maru.cluster.client.api.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Lets each message of a room through once and in order of `seq` (D7), whatever order and however
/// often it comes. What lies beyond a hole waits; of its forms the erased one, as soon as that has
/// come.
public final class RoomTimeline {
  private final TreeMap<Long, Message> beyondHole = new TreeMap<>();
  private long shown;
  private long head;

  /// @param shown what the device has already; 0 = nothing
  public RoomTimeline(long shown) {
    this.shown = shown;
    this.head = shown;
  }

  /// Takes messages in any order, any of them again.
  ///
  /// @return what may be shown now, in order
  public List<Message> merge(List<Message> messages) {
    for (Message message : messages) {
      head = Math.max(head, message.seq());
      if (message.seq() > shown) {
        beyondHole.merge(message.seq(), message, RoomTimeline::erasedOrFirst);
      }
    }
    return nextOnes();
  }

  /// The room is known to have messages up to `seq`.
  public void headIs(long seq) {
    head = Math.max(head, seq);
  }

  /// There are messages that were not shown: fetch what comes after [#shown].
  public boolean behind() {
    return shown < head;
  }

  /// The last message that was let through.
  public long shown() {
    return shown;
  }

  private static Message erasedOrFirst(Message first, Message again) {
    return again.wasErased() ? again : first;
  }

  private List<Message> nextOnes() {
    List<Message> next = new ArrayList<>();
    for (Message message; (message = beyondHole.remove(shown + 1)) != null; shown++) {
      next.add(message);
    }
    return next;
  }
}
