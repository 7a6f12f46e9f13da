package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.judge.Database.Pair;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// D4: of what one client sent to one room, what is stored is stored in the order in which it was
/// first sent. A message that several clients of a user sent says nothing about the order of one of
/// them and is left out.
final class SenderOrder implements Rule {

  /// A send, and where it went.
  private record Stored(Recorded send, long seq) {}

  @Override
  public void judge(History history, View view, Findings findings) {
    Database database = history.database();
    Set<Pair> shared = sentBySeveral(history);
    for (Device device : history.devices()) {
      Set<String> sent = new HashSet<>();
      Map<String, Stored> last = new HashMap<>();
      for (Recorded entry : device.entries()) {
        if (entry.event() instanceof HistoryEvent.Sent send
            && sent.add(send.id())
            && !shared.contains(new Pair(device.user(), send.id()))) {
          database.underClientId(device.user(), send.id()).stream()
              .filter(row -> send.roomId() == null || send.roomId().equals(row.roomId()))
              .forEach(row -> follows(entry, row, last, findings));
        }
      }
    }
  }

  private static void follows(
      Recorded send, MessageCopy row, Map<String, Stored> last, Findings findings) {
    Stored now = new Stored(send, row.seq());
    Stored before = last.put(row.roomId(), now);
    if (before != null && before.send() != send) {
      findings.check(
          before.seq() < now.seq(),
          () -> "sent one after the other, stored as %d and %d".formatted(before.seq(), now.seq()),
          before.send(),
          send);
    }
  }

  private static Set<Pair> sentBySeveral(History history) {
    Map<Pair, String> senders = new HashMap<>();
    Set<Pair> several = new HashSet<>();
    history
        .events()
        .forEach(entry -> {
          if (entry.event() instanceof HistoryEvent.Sent send) {
            Pair message = new Pair(entry.user(), send.id());
            String earlier = senders.putIfAbsent(message, entry.client());
            if (earlier != null && !earlier.equals(entry.client())) {
              several.add(message);
            }
          }
        });
    return several;
  }
}
