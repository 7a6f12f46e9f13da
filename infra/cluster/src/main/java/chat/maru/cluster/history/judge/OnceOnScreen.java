package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.MessageCopy;
import chat.maru.cluster.history.record.Recorded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// D7: each client library shows each message once, and a room's messages in order. What it leaves
/// out is D5's matter.
final class OnceOnScreen implements Rule {

  @Override
  public boolean needsDatabase() {
    return false;
  }

  @Override
  public void judge(History history, View view, Findings findings) {
    for (Device device : history.devices(view)) {
      Map<String, Recorded> last = new HashMap<>();
      Set<String> shown = new HashSet<>();
      for (Recorded entry : device.entries()) {
        if (entry.event() instanceof HistoryEvent.Shown(MessageCopy message)) {
          Recorded before = last.put(message.roomId(), entry);
          long above =
              before == null
                  ? device.before(message.roomId())
                  : before.event().copies().getFirst().seq();
          findings.check(
              shown.add(message.messageId()) && message.seq() > above,
              () -> "shown again or out of order, after " + above,
              before == null ? entry : before,
              entry);
        }
      }
    }
  }
}
