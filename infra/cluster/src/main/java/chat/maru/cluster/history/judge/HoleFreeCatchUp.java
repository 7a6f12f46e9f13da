package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// D6: every page is contiguous, ascending, joined to where it was asked for and within its own
/// head; and on a connection that lasted to the end, what was fetched and what came live since
/// `welcome` leave no hole beyond the position that the device first asked with.
final class HoleFreeCatchUp implements Rule {

  @Override
  public void judge(History history, View view, Findings findings) {
    for (Device device : history.devices(view)) {
      for (Recorded entry : device.entries()) {
        switch (entry.event()) {
          case HistoryEvent.Fetched page -> page(page, entry, findings);
          case HistoryEvent.Synced answer ->
              answer.rooms().forEach(room -> synced(answer, room, entry, findings));
          default -> {}
        }
      }
      if (device.settled()) {
        union(device, findings);
      }
    }
  }

  private static void page(HistoryEvent.Fetched page, Recorded entry, Findings findings) {
    List<MessageCopy> items = page.items();
    long first = items.isEmpty() ? 0 : items.getFirst().seq();
    long last = items.isEmpty() ? 0 : items.getLast().seq();
    Long after = page.after();
    long wanted =
        page.before() == null ? page.headSeq() : Math.min(page.before() - 1, page.headSeq());
    boolean joined =
        after == null
            ? last == Math.max(wanted, 0)
            : items.isEmpty() ? page.headSeq() <= after : first == after + 1;
    boolean more = after == null ? first > 1 : !items.isEmpty() && last < page.headSeq();
    findings.check(
        contiguous(page.roomId(), page.headSeq(), items) && joined && more == page.hasMore(),
        () -> "a page with a hole: " + numbers(items),
        entry);
  }

  private static void synced(
      HistoryEvent.Synced answer, HistoryEvent.SyncedRoom room, Recorded entry, Findings findings) {
    List<MessageCopy> items = room.messages();
    long asked = answer.heads().getOrDefault(room.roomId(), 0L);
    findings.check(
        contiguous(room.roomId(), room.headSeq(), items)
            && (items.isEmpty() ? room.headSeq() <= asked : items.getFirst().seq() == asked + 1),
        () -> "an answer with a hole after %d: %s".formatted(asked, numbers(items)),
        entry);
  }

  private static boolean contiguous(String roomId, long headSeq, List<MessageCopy> items) {
    for (int i = 0; i < items.size(); i++) {
      MessageCopy item = items.get(i);
      if (item.seq() != items.getFirst().seq() + i
          || item.seq() > headSeq
          || !item.roomId().equals(roomId)) {
        return false;
      }
    }
    return true;
  }

  private static void union(Device device, Findings findings) {
    Map<String, Long> asked = new HashMap<>();
    Map<String, BitSet> got = new HashMap<>();
    for (Recorded entry : device.sinceWelcome()) {
      switch (entry.event()) {
        case HistoryEvent.Fetched page when page.after() != null ->
            asked.putIfAbsent(page.roomId(), page.after());
        case HistoryEvent.Synced answer -> {
          answer.heads().forEach(asked::putIfAbsent);
          answer.rooms().forEach(room -> asked.putIfAbsent(room.roomId(), 0L));
        }
        default -> {}
      }
      if (!(entry.event() instanceof HistoryEvent.Shown)) {
        for (MessageCopy copy : entry.event().copies()) {
          got.computeIfAbsent(copy.roomId(), _ -> new BitSet()).set((int) copy.seq());
        }
      }
    }
    asked.forEach((roomId, from) -> {
      BitSet numbers = got.getOrDefault(roomId, new BitSet());
      int missing = numbers.nextClearBit(from.intValue() + 1);
      findings.check(
          missing >= numbers.length(),
          () -> "%s has a hole at %d of room %s".formatted(device.name(), missing, roomId),
          device.entries().getLast());
    });
  }

  private static List<Long> numbers(List<MessageCopy> items) {
    return items.stream().map(MessageCopy::seq).toList();
  }
}
