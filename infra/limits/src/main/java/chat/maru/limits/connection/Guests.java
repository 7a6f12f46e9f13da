package chat.maru.limits.connection;

import chat.maru.limits.address.ClientAddress;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is connected without a session, since when, and who has to go. Pure state: closes nothing
/// and holds its lock for a few steps only.
///
/// @param <C> the connection
final class Guests<C> {
  /// Between two requests; Jetty's idle time-out is shorter, so this ends only who trickles.
  private static final Duration BETWEEN = Duration.ofSeconds(60);

  private final Bounds bounds;

  /// Without a request under way, in the order in which they began to wait.
  @GuardedBy("this")
  private final Map<C, Guest> waiting = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<C, Guest> busy = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<ClientAddress, Integer> counted = new HashMap<>();

  Guests(Bounds bounds) {
    this.bounds = bounds;
  }

  /// @param address none when it is exempt
  /// @param deadline nanoTime
  private record Guest(@Nullable ClientAddress address, long deadline) {}

  /// Who must go, and why.
  record Leaving<C>(C connection, Cut why) {}

  /// A connection has come; perhaps it or another one must go.
  ///
  /// @param address none when no limit per address is for it
  synchronized @Nullable Leaving<C> came(C connection, @Nullable ClientAddress address, long now) {
    Leaving<C> leaving = null;
    if (address != null && counted.merge(address, 1, Integer::sum) > bounds.mostPerAddress()) {
      leaving = new Leaving<>(connection, Cut.ADDRESS);
    } else if (waiting.size() + busy.size() >= bounds.most()) {
      C longest = waiting.isEmpty() ? connection : waiting.keySet().iterator().next();
      leaving = new Leaving<>(longest, Cut.CROWD);
      forget(waiting.remove(longest));
    }
    waiting.put(connection, new Guest(address, now + bounds.head().toNanos()));
    return leaving;
  }

  /// A request's headers are complete.
  synchronized void began(C connection, long now) {
    Guest guest = waiting.remove(connection);
    if (guest != null) {
      busy.put(connection, new Guest(guest.address(), now + bounds.request().toNanos()));
    }
  }

  /// Its answer is written; unless the connection is gone, another request may come.
  synchronized void ended(C connection, long now) {
    Guest guest = busy.remove(connection);
    if (guest != null) {
      waiting.put(connection, new Guest(guest.address(), now + BETWEEN.toNanos()));
    }
  }

  /// The connection is closed, or has become a session.
  synchronized void left(C connection) {
    forget(waiting.remove(connection));
    forget(busy.remove(connection));
  }

  /// Those whose time is over.
  synchronized List<Leaving<C>> late(long now) {
    List<Leaving<C>> late = new ArrayList<>();
    waiting.forEach((connection, guest) -> {
      if (now - guest.deadline() >= 0) {
        late.add(new Leaving<>(connection, Cut.HEAD));
      }
    });
    busy.forEach((connection, guest) -> {
      if (now - guest.deadline() >= 0) {
        late.add(new Leaving<>(connection, Cut.REQUEST));
      }
    });
    return late;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /// How many addresses are counted; for tests.
  synchronized int addresses() {
    return counted.size();
  }

  @GuardedBy("this")
  private void forget(@Nullable Guest guest) {
    if (guest != null && guest.address() != null) {
      counted.computeIfPresent(guest.address(), (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
