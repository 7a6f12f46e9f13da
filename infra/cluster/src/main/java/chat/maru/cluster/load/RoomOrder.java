package chat.maru.cluster.load;

import java.util.BitSet;

/// Judges one room's messages as they come to one device: dense and growing `seq` (D3), each
/// sender's own order (D4). Used by one thread.
final class RoomOrder {
  private final BitSet seen = new BitSet();
  private long last;
  private long lastOwn = -1;
  private long lastOthers = -1;

  enum Verdict {
    NEXT,
    /// A number came that should have come earlier, or a sender's messages are swapped.
    REORDERED,
    /// A number came again.
    REPEATED,
    /// Numbers were left out, so far.
    GAP
  }

  Verdict judge(long seq, boolean own, long number) {
    if (seen.get((int) seq)) {
      return Verdict.REPEATED;
    }
    seen.set((int) seq);
    boolean swapped = number < (own ? lastOwn : lastOthers);
    if (own) {
      lastOwn = Math.max(lastOwn, number);
    } else {
      lastOthers = Math.max(lastOthers, number);
    }
    if (seq < last || swapped) {
      return Verdict.REORDERED;
    }
    boolean gap = last > 0 && seq > last + 1;
    last = seq;
    return gap ? Verdict.GAP : Verdict.NEXT;
  }
}
