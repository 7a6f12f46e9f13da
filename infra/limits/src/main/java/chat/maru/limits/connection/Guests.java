package chat.maru.limits.connection;

import chat.maru.limits.address.ClientAddress;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is connected without a session, since when, and who has to go. Pure state: closes nothing
/// and holds its lock for a few steps only.
///
/// @param <C> the connection
final class Guests<C> {
  /// Between two requests; Jetty's idle time-out is shorter, so this ends only who trickles.
  private static final Duration BETWEEN = Duration.ofSeconds(60);

  private final Bounds bounds;

  // Each in the order in which they came there, which is that of their deadlines.

  /// Whose first request is awaited.
  @GuardedBy("this")
  private final Map<C, Guest> fresh = new LinkedHashMap<>();

  /// Between two requests.
  @GuardedBy("this")
  private final Map<C, Guest> resting = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<C, Guest> busy = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<ClientAddress, Integer> counted = new HashMap<>();

  Guests(Bounds bounds) {
    this.bounds = bounds;
  }

  /// @param address none when it is exempt
  /// @param since nanoTime at which it came into its map
  /// @param deadline nanoTime
  private record Guest(@Nullable ClientAddress address, long since, long deadline) {}

  /// Who must go, and why.
  record Leaving<C>(C connection, Cut why) {}

  /// A connection has come; perhaps it or another one must go.
  ///
  /// @param address none when no limit per address is for it
  synchronized @Nullable Leaving<C> came(C connection, @Nullable ClientAddress address, long now) {
    Leaving<C> leaving = null;
    if (address != null && counted.merge(address, 1, Integer::sum) > bounds.mostPerAddress()) {
      leaving = new Leaving<>(connection, Cut.ADDRESS);
    } else if (waiting() + busy.size() >= bounds.most()) {
      C longest = longestWaiting().orElse(connection);
      leaving = new Leaving<>(longest, Cut.CROWD);
      forget(removeWaiting(longest));
    }
    fresh.put(connection, new Guest(address, now, now + bounds.head().toNanos()));
    return leaving;
  }

  /// A request's headers are complete.
  synchronized void began(C connection, long now) {
    Guest guest = removeWaiting(connection);
    if (guest != null) {
      busy.put(connection, new Guest(guest.address(), now, now + bounds.request().toNanos()));
    }
  }

  /// Its answer is written; unless the connection is gone, another request may come.
  synchronized void ended(C connection, long now) {
    Guest guest = busy.remove(connection);
    if (guest != null) {
      resting.put(connection, new Guest(guest.address(), now, now + BETWEEN.toNanos()));
    }
  }

  /// The connection is closed, or has become a session.
  synchronized void left(C connection) {
    forget(removeWaiting(connection));
    forget(busy.remove(connection));
  }

  /// Those whose time is over.
  synchronized List<Leaving<C>> late(long now) {
    List<Leaving<C>> late = new ArrayList<>();
    addLate(fresh, Cut.HEAD, now, late);
    addLate(resting, Cut.HEAD, now, late);
    addLate(busy, Cut.REQUEST, now, late);
    return late;
  }

  private void addLate(Map<C, Guest> guests, Cut why, long now, List<Leaving<C>> late) {
    for (Map.Entry<C, Guest> guest : guests.entrySet()) {
      if (now - guest.getValue().deadline() < 0) {
        return;
      }
      late.add(new Leaving<>(guest.getKey(), why));
    }
  }

  @GuardedBy("this")
  private Optional<C> longestWaiting() {
    return Stream.of(fresh, resting)
        .flatMap(guests -> guests.entrySet().stream().limit(1))
        .min(Comparator.comparingLong(guest -> guest.getValue().since()))
        .map(Map.Entry::getKey);
  }

  @GuardedBy("this")
  private @Nullable Guest removeWaiting(C connection) {
    Guest guest = fresh.remove(connection);
    return guest != null ? guest : resting.remove(connection);
  }

  synchronized int waiting() {
    return fresh.size() + resting.size();
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
