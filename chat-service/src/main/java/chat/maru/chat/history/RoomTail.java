package chat.maru.chat.history;

import java.util.List;
import java.util.UUID;

/// What a room holds beyond what a device has of it.
///
/// @param messages in order, without a gap from the device's head on
public record RoomTail(
    UUID roomId, long headSeq, long readSeq, long counterpartReadSeq, List<MessageView> messages) {

  /// Whether there are more than these.
  public boolean endsBeforeHead() {
    return messages.isEmpty() || messages.getLast().seq() < headSeq;
  }
}
