package chat.maru.gateway.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this node's subscription is known to work (D5): numbered pings go out to the own channel
/// and must come back, every one.
///
/// Late is not lost. Redis queues what is published for a subscriber in one order, and drops a slow
/// one by closing its connection, never by leaving something out: on a subscription that stood, a
/// ping that comes back proves that all before it came. What breaks the chain is told by whoever
/// sees it: a new connection or subscription, a lost lease, silence ([Deafness]).
///
/// Pure state. After a break the next ping that comes back proves the subscription again; what may
/// have been missed until then must be made good first.
final class Liveness {
  @GuardedBy("this")
  private long sent;

  @GuardedBy("this")
  private long echoed;

  @GuardedBy("this")
  private @Nullable Break broken = Break.START; // the first cause of the break that lasts

  /// The number of the next ping.
  synchronized long next() {
    return ++sent;
  }

  /// A ping came back: the subscription works. Returns why there was a break before, whose cost is
  /// to be made good now; when that fails, [#interrupted] brings it up again.
  synchronized Optional<Break> echo(long number) {
    if (number != echoed + 1) {
      interrupted(Break.LOSS);
    }
    var repair = Optional.ofNullable(broken);
    echoed = number;
    broken = null;
    return repair;
  }

  /// Something happened after which messages may be missing.
  synchronized void interrupted(Break cause) {
    if (broken == null) {
      broken = cause;
    }
  }

  /// Whether a session opened now misses nothing.
  synchronized boolean isAlive() {
    return broken == null;
  }
}
