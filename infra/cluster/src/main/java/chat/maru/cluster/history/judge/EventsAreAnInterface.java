package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.judge.Database.Pair;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// D12: the public stream tells every stored message and every read position at least once, each
/// room's messages in their order, as they are stored, and a repeat under the same event id.
final class EventsAreAnInterface implements Rule {

  @Override
  public void judge(History history, View view, Findings findings) {
    if (!(history.stream().getLast().event() instanceof HistoryEvent.StreamEnd)) {
      findings.missing("the public stream was not read to its end");
    }
    Map<Pair, Recorded> firstTold = new HashMap<>();
    Map<String, Recorded> newest = new HashMap<>();
    Map<Pair, Long> read = new HashMap<>();
    for (Recorded entry : history.stream()) {
      switch (entry.event()) {
        case HistoryEvent.Announced told -> {
          Pair which = new Pair(told.message().roomId(), told.message().messageId());
          Recorded earlier = firstTold.putIfAbsent(which, entry);
          if (earlier == null) {
            follows(newest.put(which.one(), entry), entry, findings);
          } else {
            findings.check(
                earlier.event().equals(told), () -> "told otherwise than before", earlier, entry);
          }
        }
        case HistoryEvent.ReadAnnounced told ->
            read.merge(new Pair(told.roomId(), told.userId()), told.seq(), Math::max);
        default -> {}
      }
    }
    tellsWhatIsStored(history.database(), firstTold, findings);
    tellsWhatWasRead(history.database(), read, findings);
  }

  private static void follows(@Nullable Recorded before, Recorded entry, Findings findings) {
    long seq = seq(entry);
    long expected = before == null ? 1 : seq(before) + 1;
    findings.check(
        seq == expected,
        () -> "told as the next message of its room instead of " + expected,
        before == null ? entry : before,
        entry);
  }

  private static void tellsWhatIsStored(
      Database database, Map<Pair, Recorded> firstTold, Findings findings) {
    for (Recorded row : database.rows()) {
      MessageCopy stored = row.event().copies().getFirst();
      Recorded told = firstTold.get(new Pair(stored.roomId(), stored.messageId()));
      findings.check(
          told != null && told.event().copies().getFirst().equals(stored),
          () -> told == null ? "stored and not told" : "told otherwise than it is stored",
          told == null ? row : told,
          row);
    }
  }

  /// Storing one's own message reads up to it without a word.
  private static void tellsWhatWasRead(Database database, Map<Pair, Long> read, Findings findings) {
    for (Recorded row : database.rows()) {
      MessageCopy stored = row.event().copies().getFirst();
      read.merge(new Pair(stored.roomId(), stored.senderId()), stored.seq(), Math::max);
    }
    database
        .positions()
        .forEach((who, position) -> {
          long told = read.getOrDefault(who, 0L);
          findings.check(
              position.event() instanceof HistoryEvent.ReadPosition kept && kept.seq() <= told,
              () -> "told only up to " + told,
              position);
        });
  }

  private static long seq(Recorded entry) {
    return entry.event().copies().getFirst().seq();
  }
}
