package chat.maru.cluster.client;

import chat.maru.cluster.client.room.Backoff;

/// When a connection that ended may be tried again, in nanoseconds from then.
///
/// Jittered backoff, which starts afresh only after a link that settled; at least a while after a
/// close that was the client's own doing; the time that `goaway` gave before all.
final class Comeback {
  private static final int PROTOCOL_VIOLATION = 4400;
  private static final int FRAME_TOO_LARGE = 4413;
  private static final int RATE_LIMIT = 4429;

  private final Timing timing;
  private final Backoff backoff;

  Comeback(Timing timing, Backoff backoff) {
    this.timing = timing;
    this.backoff = backoff;
  }

  /// @param livedNanos since the welcome; 0 when there was none
  long afterClose(int code, long livedNanos) {
    if (livedNanos >= timing.settled().toNanos()) {
      backoff.reset();
    }
    return least(code) + backoff.nextNanos();
  }

  /// @param leastNanos that the refusal asked for
  long afterRefusal(long leastNanos) {
    return leastNanos + backoff.nextNanos();
  }

  private long least(int code) {
    return switch (code) {
      case PROTOCOL_VIOLATION, FRAME_TOO_LARGE, RATE_LIMIT -> timing.easeOff().toNanos();
      default -> 0;
    };
  }
}
