package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The read positions that one device was told, in its order. Frames, screens and each kind of
/// answer are followed apart, for they overtake each other.
///
/// A gateway may tell once more what another one told before. On one connection nothing goes back.
final class ReadsOfDevice {
  private final Database database;
  private final Map<HistoryEvent.ReadTold, Long> firstTold;
  private final Findings findings;
  private final Map<Source, Recorded> last = new HashMap<>();
  private final Map<Source, Long> furthest = new HashMap<>();
  private final Map<Source, Long> furthestLive = new HashMap<>();

  /// @param kind of event that told
  private record Source(Class<?> kind, String roomId, String whose) {}

  /// @param firstTold when anybody was first told a position live
  ReadsOfDevice(Database database, Map<HistoryEvent.ReadTold, Long> firstTold, Findings findings) {
    this.database = database;
    this.firstTold = firstTold;
    this.findings = findings;
  }

  void see(Recorded entry, View view) {
    if (view == View.SCREENS) {
      if (entry.event() instanceof HistoryEvent.ReadShown(var roomId, var userId, long seq)) {
        position(entry, roomId, userId, seq, head(roomId), false);
      }
      return;
    }
    switch (entry.event()) {
      case HistoryEvent.Connected _ -> furthestLive.clear();
      case HistoryEvent.ReadTold read -> told(entry, read);
      case HistoryEvent.Synced answer -> answer.rooms().forEach(room -> synced(entry, room));
      case HistoryEvent.Listed answer -> answer.rooms().forEach(room -> listed(entry, room));
      default -> {}
    }
  }

  private void told(Recorded entry, HistoryEvent.ReadTold read) {
    Source source = new Source(HistoryEvent.ReadTold.class, read.roomId(), read.userId());
    long live = furthestLive.merge(source, read.seq(), Math::max);
    boolean repeat = live == read.seq() && firstTold.getOrDefault(read, entry.at()) < entry.at();
    position(entry, read.roomId(), read.userId(), read.seq(), head(read.roomId()), repeat);
  }

  private void synced(Recorded entry, HistoryEvent.SyncedRoom room) {
    position(entry, room.roomId(), "own", room.readSeq(), room.headSeq(), false);
    position(entry, room.roomId(), "other", room.counterpartReadSeq(), room.headSeq(), false);
  }

  private void listed(Recorded entry, HistoryEvent.ListedRoom room) {
    position(entry, room.roomId(), "own", room.readSeq(), room.headSeq(), false);
    findings.check(
        room.unreadCount() == room.headSeq() - room.readSeq(),
        () -> "unread is not head minus read: " + room,
        entry);
  }

  private void position(
      Recorded entry, String roomId, String whose, long seq, long head, boolean repeat) {
    Source source = new Source(entry.event().getClass(), roomId, whose);
    long reached = furthest.getOrDefault(source, 0L);
    @Nullable Recorded before = last.put(source, entry);
    findings.check(
        seq >= reached || repeat,
        () -> "read went back from %d to %d".formatted(reached, seq),
        before == null ? entry : before,
        entry);
    findings.check(seq <= head, () -> "read %d is beyond the head %d".formatted(seq, head), entry);
    furthest.put(source, Math.max(reached, seq));
  }

  /// What no room can pass when the room was not recorded.
  private long head(String roomId) {
    HistoryEvent.Head head = database.heads().get(roomId);
    return head == null ? Long.MAX_VALUE : head.headSeq();
  }
}
