package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.judge.Database.Pair;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.Map;

/// D8: read positions never go back and never pass the head, the database ends with no less than it
/// told and no less than one's own messages, and unread is head minus read.
///
/// Live `read` frames may be repeated after a reconnect, so a lower one than on an earlier
/// connection counts as going back only if nobody was told that position before.
final class ReadsMoveForward implements Rule {

  @Override
  public void judge(History history, View view, Findings findings) {
    Database database = history.database();
    if (view == View.DATABASE) {
      endsWithWhatItTold(history, findings);
      staysBelowTheHead(database, findings);
      return;
    }
    Map<HistoryEvent.ReadTold, Long> firstTold =
        view == View.FRAMES ? firstTold(history) : Map.of();
    for (Device device : history.devices(view)) {
      ReadsOfDevice reads = new ReadsOfDevice(database, firstTold, findings);
      device.entries().forEach(entry -> reads.see(entry, view));
    }
  }

  private static void endsWithWhatItTold(History history, Findings findings) {
    leastOfEach(history)
        .forEach((who, told) -> {
          Recorded position = history.database().positions().get(who);
          long stored = position == null ? 0 : reached(position);
          findings.check(
              stored >= reached(told), () -> "the database ends with read up to " + stored, told);
        });
  }

  /// By room and user: the furthest told position or own message.
  private static Map<Pair, Recorded> leastOfEach(History history) {
    Map<Pair, Recorded> least = new HashMap<>();
    history
        .database()
        .rows()
        .forEach(row -> {
          MessageCopy message = row.event().copies().getFirst();
          least.merge(
              new Pair(message.roomId(), message.senderId()), row, ReadsMoveForward::further);
        });
    history
        .events()
        .forEach(entry -> {
          if (entry.event() instanceof HistoryEvent.ReadTold read) {
            least.merge(new Pair(read.roomId(), read.userId()), entry, ReadsMoveForward::further);
          }
        });
    return least;
  }

  private static void staysBelowTheHead(Database database, Findings findings) {
    database
        .positions()
        .forEach((who, entry) -> {
          HistoryEvent.Head head = database.heads().get(who.one());
          findings.check(
              head != null && reached(entry) <= head.headSeq(),
              () -> "read beyond the head: " + head,
              entry);
        });
  }

  private static Map<HistoryEvent.ReadTold, Long> firstTold(History history) {
    Map<HistoryEvent.ReadTold, Long> first = new HashMap<>();
    history
        .events()
        .forEach(entry -> {
          if (entry.event() instanceof HistoryEvent.ReadTold read) {
            first.merge(read, entry.at(), Math::min);
          }
        });
    return first;
  }

  private static Recorded further(Recorded one, Recorded other) {
    return reached(other) > reached(one) ? other : one;
  }

  private static long reached(Recorded entry) {
    return switch (entry.event()) {
      case HistoryEvent.Row(MessageCopy message) -> message.seq();
      case HistoryEvent.ReadTold read -> read.seq();
      case HistoryEvent.ReadPosition read -> read.seq();
      default -> 0;
    };
  }
}
