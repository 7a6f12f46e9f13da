package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// D1: what was acked is in the database, and on every device of both members that was connected
/// and caught up at its end.
final class AcceptedIsDurable implements Rule {

  @Override
  public void judge(History history, View view, Findings findings) {
    Database database = history.database();
    Map<String, List<Device>> byUser =
        view == View.DATABASE
            ? Map.of()
            : history.settled(view, findings).stream().collect(Collectors.groupingBy(Device::user));
    history
        .events()
        .forEach(entry -> {
          if (entry.event() instanceof HistoryEvent.Acked ack) {
            MessageCopy stored = database.message(ack.roomId(), ack.messageId());
            if (view == View.DATABASE) {
              findings.check(stored != null, () -> "acked and not stored", entry);
            } else if (stored != null) {
              onDevices(stored, entry, byUser, view, database, findings);
            }
          }
        });
  }

  private static void onDevices(
      MessageCopy stored,
      Recorded ack,
      Map<String, List<Device>> byUser,
      View view,
      Database database,
      Findings findings) {
    for (String member : database.members(stored.roomId())) {
      for (Device device : byUser.getOrDefault(member, List.of())) {
        findings.check(
            device.has(view, stored.roomId(), stored.seq()),
            () -> "acked, stored as %d and not on %s".formatted(stored.seq(), device.name()),
            ack);
      }
    }
  }
}
