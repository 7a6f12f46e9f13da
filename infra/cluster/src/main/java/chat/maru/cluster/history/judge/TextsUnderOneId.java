package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.judge.Database.Pair;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of D2 about texts: what is stored was sent, and who sent another text under the same id
/// was told so. A refusal comes live and may pass a device that is away, so the latter is asked
/// only of sends on a connection that lasted to the end.
final class TextsUnderOneId {
  private static final String MISMATCH = "duplicate_mismatch";

  private TextsUnderOneId() {}

  static void judge(History history, Findings findings) {
    Map<Pair, Set<String>> sent = new HashMap<>();
    Set<Pair> refused = new HashSet<>();
    history
        .events()
        .forEach(entry -> {
          switch (entry.event()) {
            case HistoryEvent.Sent send ->
                sent.computeIfAbsent(new Pair(entry.user(), send.id()), _ -> new HashSet<>())
                    .add(send.digest());
            case HistoryEvent.Refused(String id, String code, _)
                when id != null && code.equals(MISMATCH) ->
                refused.add(new Pair(entry.user(), id));
            default -> {}
          }
        });
    storedWasSent(history.database(), sent, findings);
    otherTextWasRefused(history, refused, findings);
  }

  private static void storedWasSent(
      Database database, Map<Pair, Set<String>> sent, Findings findings) {
    for (Recorded row : database.rows()) {
      MessageCopy stored = row.event().copies().getFirst();
      Set<String> texts = sent.get(new Pair(stored.senderId(), stored.clientMessageId()));
      if (texts != null) {
        findings.check(
            texts.contains(stored.digest()), () -> "stored with a text that nobody sent", row);
      }
    }
  }

  private static void otherTextWasRefused(History history, Set<Pair> refused, Findings findings) {
    for (Device device : history.devices()) {
      for (Recorded entry : device.settled() ? device.sinceWelcome() : List.<Recorded>of()) {
        if (entry.event() instanceof HistoryEvent.Sent sent) {
          findings.check(
              refused.contains(new Pair(device.user(), sent.id()))
                  || isWhatIsStored(sent, device.user(), history.database()),
              () -> "another text is stored under its id, and its sender was not told",
              entry);
        }
      }
    }
  }

  private static boolean isWhatIsStored(HistoryEvent.Sent sent, String user, Database database) {
    return database.underClientId(user, sent.id()).stream()
        .filter(row -> sent.roomId() == null || sent.roomId().equals(row.roomId()))
        .allMatch(row -> row.digest().equals(sent.digest()));
  }
}
