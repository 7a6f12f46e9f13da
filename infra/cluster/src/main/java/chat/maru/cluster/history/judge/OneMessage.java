package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.Map;

/// D2: one row per room, sender and client message id; every copy of it, anywhere, is the same; an
/// ack names its message; another text under the same id was refused to whoever sent it.
final class OneMessage implements Rule {
  private record Key(String roomId, String senderId, String clientMessageId) {}

  @Override
  public void judge(History history, View view, Findings findings) {
    Map<Key, Recorded> rows = new HashMap<>();
    history
        .database()
        .rows()
        .forEach(row -> {
          Recorded earlier = rows.putIfAbsent(key(row.event().copies().getFirst()), row);
          if (view == View.DATABASE) {
            findings.check(
                earlier == null, () -> "stored twice", earlier == null ? row : earlier, row);
          }
        });
    if (view == View.DATABASE) {
      answersNameTheRow(history, findings);
      TextsUnderOneId.judge(history, findings);
    } else {
      copiesAreTheRow(history, view, rows, findings);
    }
  }

  private static void copiesAreTheRow(
      History history, View view, Map<Key, Recorded> rows, Findings findings) {
    history
        .copies(view)
        .forEach(entry -> {
          for (MessageCopy copy : entry.event().copies()) {
            Recorded row = rows.getOrDefault(key(copy), entry);
            MessageCopy stored = row == entry ? copy : row.event().copies().getFirst();
            findings.check(
                stored.equals(copy),
                () -> "differs from what is stored: " + copy + " and " + stored,
                entry,
                row);
          }
        });
  }

  private static void answersNameTheRow(History history, Findings findings) {
    history
        .events()
        .forEach(entry -> {
          if (entry.event() instanceof HistoryEvent.Acked ack) {
            for (MessageCopy stored : history.database().underClientId(entry.user(), ack.id())) {
              findings.check(
                  !stored.roomId().equals(ack.roomId())
                      || stored.messageId().equals(ack.messageId()),
                  () -> "acked as another message than is stored: " + stored.messageId(),
                  entry);
            }
          }
        });
  }

  private static Key key(MessageCopy copy) {
    return new Key(copy.roomId(), copy.senderId(), copy.clientMessageId());
  }
}
