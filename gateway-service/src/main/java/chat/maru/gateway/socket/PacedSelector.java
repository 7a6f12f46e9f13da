package chat.maru.gateway.socket;

import chat.maru.gateway.congestion.LogPace;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/// Reads together what comes close together.
///
/// What a round costs, from the selector through the producer and the broker to the acks, hardly
/// depends on how many frames are in it. So a selector that found something does not look again
/// before twice the time has gone by that the log takes to answer, and not before 2 ms for each
/// append of the node since its last look, at most [#LONGEST_REST]: the fuller the machine and the
/// denser the traffic, the more a round takes (decision 21). What comes to a selector at rest for
/// longer is read at once.
final class PacedSelector extends ManagedSelector {
  static final Duration LONGEST_REST = Duration.ofMillis(10);

  private static final Duration REST_PER_APPEND = Duration.ofMillis(2);
  private static final int RESTS_PER_ANSWER = 2;

  private final LogPace pace;
  private long appendsBefore;
  private long foundAt = System.nanoTime() - LONGEST_REST.toNanos();

  PacedSelector(SelectorManager manager, int id, LogPace pace) {
    super(manager, id);
    this.pace = pace;
  }

  @Override
  protected int nioSelect(Selector selector, boolean now) throws IOException {
    if (!now) {
      rest();
    }
    int keys = super.nioSelect(selector, now);
    if (keys > 0) {
      foundAt = System.nanoTime();
    }
    return keys;
  }

  private void rest() {
    long appends = pace.appends();
    long since = appends - appendsBefore;
    appendsBefore = appends;
    long rest = Math.max(RESTS_PER_ANSWER * pace.nanos(), REST_PER_APPEND.toNanos() * since);
    long left = foundAt + Math.min(rest, LONGEST_REST.toNanos()) - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
