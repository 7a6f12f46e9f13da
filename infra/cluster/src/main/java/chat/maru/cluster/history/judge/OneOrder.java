package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// D3: a room's numbers in the database are 1, 2, 3 … up to its head, none of them shared, and
/// under each number every device has the message that the database has there.
final class OneOrder implements Rule {

  private record Slot(String roomId, long seq) {}

  @Override
  public void judge(History history, View view, Findings findings) {
    Map<Slot, Recorded> slots = new HashMap<>();
    for (Recorded row : history.database().rows()) {
      Recorded earlier = slots.putIfAbsent(slot(row.event().copies().getFirst()), row);
      if (view == View.DATABASE) {
        findings.check(
            earlier == null, () -> "two rows share a seq", earlier == null ? row : earlier, row);
      }
    }
    if (view == View.DATABASE) {
      roomsAreDense(history.database(), findings);
    } else {
      history.copies(view).forEach(entry -> copiesFit(entry, slots, findings));
    }
  }

  private static void roomsAreDense(Database database, Findings findings) {
    Map<String, BitSet> rooms = new HashMap<>();
    database.heads().keySet().forEach(roomId -> rooms.put(roomId, new BitSet()));
    for (Recorded row : database.rows()) {
      MessageCopy stored = row.event().copies().getFirst();
      rooms.computeIfAbsent(stored.roomId(), _ -> new BitSet()).set((int) stored.seq());
    }
    rooms.forEach((roomId, numbers) -> {
      HistoryEvent.Head head = database.heads().get(roomId);
      long last = head == null ? -1 : head.headSeq();
      int dense = numbers.nextClearBit(1) - 1;
      findings.check(
          dense == last && numbers.cardinality() == dense,
          () ->
              "room %s: dense up to %d of %d rows, head %d"
                  .formatted(roomId, dense, numbers.cardinality(), last));
    });
  }

  private static void copiesFit(Recorded entry, Map<Slot, Recorded> slots, Findings findings) {
    for (MessageCopy copy : entry.event().copies()) {
      @Nullable Recorded row = slots.get(slot(copy));
      findings.check(
          row != null && row.event().copies().getFirst().messageId().equals(copy.messageId()),
          () -> "the database has another message, or none, as " + slot(copy),
          row == null ? new Recorded[] {entry} : new Recorded[] {entry, row});
    }
  }

  private static Slot slot(MessageCopy copy) {
    return new Slot(copy.roomId(), copy.seq());
  }
}
