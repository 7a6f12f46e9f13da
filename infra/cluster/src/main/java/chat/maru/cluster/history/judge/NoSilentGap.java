package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.Recorded;
import java.util.BitSet;

/// D5: a device that was connected and caught up at its end, and told nothing after, has every
/// message of its user's rooms, the last ones included. A screen never has a hole, whatever became
/// of it, for nobody who looks at it would know.
final class NoSilentGap implements Rule {

  @Override
  public void judge(History history, View view, Findings findings) {
    Database database = history.database();
    history.settled(view, findings).forEach(device -> isWhole(device, view, database, findings));
    if (view == View.SCREENS) {
      history.devices(view).stream()
          .filter(device -> !device.settled())
          .forEach(device -> isWhole(device, view, database, findings));
    }
  }

  private static void isWhole(Device device, View view, Database database, Findings findings) {
    for (HistoryEvent.Head head : database.heads().values()) {
      BitSet seen = device.seen(view, head.roomId());
      long until = device.settled() ? head.headSeq() : seen.length() - 1L;
      if (head.members().contains(device.user())) {
        int missing = seen.nextClearBit((int) device.before(head.roomId()) + 1);
        Recorded end = device.entries().getLast();
        findings.check(
            missing > until,
            () ->
                "%s lacks %d of room %s, which goes to %d"
                    .formatted(device.name(), missing, head.roomId(), until),
            end);
      }
    }
  }
}
