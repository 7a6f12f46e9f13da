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
  public boolean needsDatabase() {
    return false;
  }

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
    Long after = page.after();
    findings.check(
        contiguous(page.roomId(), page.headSeq(), items)
            && (after == null ? reachesUp(page) : goesOn(page, after)),
        () -> "a page with a hole: " + numbers(items),
        entry);
  }

  /// Ends right before where it was asked for, or at the head, and knows whether it is the first.
  private static boolean reachesUp(HistoryEvent.Fetched page) {
    List<MessageCopy> items = page.items();
    Long before = page.before();
    long wanted = before == null ? page.headSeq() : Math.min(before - 1, page.headSeq());
    long first = items.isEmpty() ? 0 : items.getFirst().seq();
    long last = items.isEmpty() ? 0 : items.getLast().seq();
    return last == Math.max(wanted, 0) && page.hasMore() == (first > 1);
  }

  /// Begins right after where it was asked for, and knows whether it ends at the head.
  private static boolean goesOn(HistoryEvent.Fetched page, long after) {
    List<MessageCopy> items = page.items();
    return items.isEmpty()
        ? page.headSeq() <= after && !page.hasMore()
        : items.getFirst().seq() == after + 1
            && page.hasMore() == items.getLast().seq() < page.headSeq();
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
    Map<String, BitSet> got = new HashMap<>();
    for (Recorded entry : device.sinceWelcome()) {
      if (!(entry.event() instanceof HistoryEvent.Shown)) {
        for (MessageCopy copy : entry.event().copies()) {
          got.computeIfAbsent(copy.roomId(), _ -> new BitSet()).set((int) copy.seq());
        }
      }
    }
    firstAsked(device)
        .forEach((roomId, from) -> {
          BitSet numbers = got.getOrDefault(roomId, new BitSet());
          int missing = numbers.nextClearBit(from.intValue() + 1);
          findings.check(
              missing >= numbers.length(),
              () -> "%s has a hole at %d of room %s".formatted(device.name(), missing, roomId),
              device.entries().getLast());
        });
  }

  private static Map<String, Long> firstAsked(Device device) {
    Map<String, Long> asked = new HashMap<>();
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
    }
    return asked;
  }

  private static List<Long> numbers(List<MessageCopy> items) {
    return items.stream().map(MessageCopy::seq).toList();
  }
}
