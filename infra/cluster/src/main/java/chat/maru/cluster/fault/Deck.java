package chat.maru.cluster.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/// Deals faults to targets: every target has had its n-th turn before one has its n-th plus two,
/// and gets each kind of fault once before one comes again.
final class Deck {

  /// The leases and session time-outs end within 10 s.
  private static final long PAST_EVERY_LEASE = 10_000;

  private enum Kind {
    KILL,
    SHORT_FREEZE,
    LONG_FREEZE,
    RESTART,
    LOSE
  }

  private final List<Target> targets;
  private final Random random;
  private final Queue<Target> turns = new ArrayDeque<>();
  private final Map<Target, Queue<Kind>> kinds = new HashMap<>();

  Deck(List<? extends Target> targets, Random random) {
    this.targets = List.copyOf(targets);
    this.random = random;
  }

  Fault deal() {
    if (turns.isEmpty()) {
      turns.addAll(shuffled(targets));
    }
    Target target = turns.remove();
    Queue<Kind> left = kinds.computeIfAbsent(target, _ -> new ArrayDeque<>());
    if (left.isEmpty()) {
      left.addAll(shuffled(kindsFor(target)));
    }
    return fault(target, left.remove());
  }

  private static List<Kind> kindsFor(Target target) {
    return List.of(Kind.values())
        .subList(0, target == Target.Server.REDIS ? Kind.values().length : Kind.LOSE.ordinal());
  }

  private Fault fault(Target target, Kind kind) {
    return switch (kind) {
      case KILL -> new Fault.Kill(target, between(0, 8_000));
      case SHORT_FREEZE -> new Fault.Freeze(target, between(200, 5_000));
      case LONG_FREEZE ->
          new Fault.Freeze(target, between(PAST_EVERY_LEASE + 1, 2 * PAST_EVERY_LEASE));
      case RESTART -> new Fault.Restart(target);
      case LOSE -> new Fault.LoseRedis(between(0, 8_000));
    };
  }

  private Duration between(long leastMillis, long mostMillis) {
    return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
  }

  private <T> List<T> shuffled(List<T> values) {
    var copy = new ArrayList<>(values);
    Collections.shuffle(copy, random);
    return copy;
  }
}
