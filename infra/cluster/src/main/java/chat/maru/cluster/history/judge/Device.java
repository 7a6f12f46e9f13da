package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One recorded client and what it has of each room.
///
/// @param settled whether it was connected and caught up at its end, and told nothing after
/// @param seen sequence numbers by view and room
record Device(
    String name,
    String user,
    List<Recorded> entries,
    HistoryEvent.Began began,
    boolean settled,
    Map<View, Map<String, BitSet>> seen) {

  private static final BitSet NOTHING = new BitSet();

  /// @throws IllegalArgumentException when it does not begin at its beginning
  static Device of(String name, List<Recorded> entries) {
    if (!(entries.getFirst().event() instanceof HistoryEvent.Began began)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: first of all `began`)".formatted(name, entries.getFirst()));
    }
    Map<View, Map<String, BitSet>> seen =
        Map.of(View.FRAMES, new HashMap<>(), View.SCREENS, new HashMap<>());
    boolean settled = false;
    for (Recorded entry : entries) {
      settled = settledAfter(entry.event(), settled);
      Map<String, BitSet> rooms =
          seen.getOrDefault(
              entry.event() instanceof HistoryEvent.Shown ? View.SCREENS : View.FRAMES, Map.of());
      for (MessageCopy copy : entry.event().copies()) {
        rooms.computeIfAbsent(copy.roomId(), _ -> new BitSet()).set((int) copy.seq());
      }
    }
    return new Device(name, entries.getFirst().user(), entries, began, settled, seen);
  }

  boolean has(View view) {
    return switch (view) {
      case DATABASE, STREAM -> false;
      case FRAMES -> began.frames();
      case SCREENS -> began.screen();
    };
  }

  /// Up to where it had the room before the run.
  long before(String roomId) {
    return began.heads().getOrDefault(roomId, 0L);
  }

  /// The numbers that it saw; for reading only.
  BitSet seen(View view, String roomId) {
    return seen.getOrDefault(view, Map.of()).getOrDefault(roomId, NOTHING);
  }

  /// Whether it has this number now, from the run or from before.
  boolean has(View view, String roomId, long seq) {
    return seq <= before(roomId) || seen(view, roomId).get((int) seq);
  }

  /// What came since the last `welcome`; everything when there was none.
  List<Recorded> sinceWelcome() {
    for (int i = entries.size() - 1; i > 0; i--) {
      if (entries.get(i).event() instanceof HistoryEvent.Connected) {
        return entries.subList(i, entries.size());
      }
    }
    return entries;
  }

  private static boolean settledAfter(HistoryEvent event, boolean settled) {
    return switch (event) {
      case HistoryEvent.Ended(boolean connected, boolean caughtUp) -> connected && caughtUp;
      case HistoryEvent.Resync _, HistoryEvent.GoAway _, HistoryEvent.Disconnected _ -> false;
      default -> settled;
    };
  }
}
