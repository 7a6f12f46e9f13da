package chat.maru.persistence.message;

import chat.maru.contract.event.MessageStored;
import chat.maru.persistence.read.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a batch changes, and what became of each of its records.
///
/// @param rows new messages with their numbers
/// @param heads the new heads of the rooms that got messages
/// @param reads positions that moved
/// @param outcomes one per record, in the order of the records
public record Decision(
    List<MessageStored> rows,
    Map<UUID, Head> heads,
    Map<Reader, Long> reads,
    List<Outcome> outcomes) {

  /// @param seq number of the room's newest message
  /// @param sentAt the latest `sentAt` among the room's new messages: gateways' clocks differ, and
  ///   a room's activity must not go back
  public record Head(long seq, Instant sentAt) {}

  public boolean changesNothing() {
    return rows.isEmpty() && reads.isEmpty();
  }
}
