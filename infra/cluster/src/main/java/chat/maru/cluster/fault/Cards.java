package chat.maru.cluster.fault;

import chat.maru.cluster.proxy.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/// What each target is to suffer, in which proportions. Kills and freezes are what can lose
/// something; a restart is orderly, and as dear as a kill.
final class Cards {

  /// One fault, whose length is still open.
  @FunctionalInterface
  interface Card extends Function<Random, Fault> {}

  /// The leases and session time-outs end within 10 s.
  private static final long PAST_EVERY_LEASE = 10_000;

  private Cards() {}

  static List<Card> of(Target target) {
    return switch (target) {
      case Target.Node node -> ofProcess(node);
      case Target.Server server ->
          switch (server) {
            case KAFKA -> ofProcess(server);
            case REDIS ->
                plus(ofProcess(server), random -> new Fault.LoseRedis(between(0, 8_000, random)));
            case POSTGRES ->
                plus(
                    ofProcess(server),
                    random -> new Fault.ReadOnly(between(1_000, 15_000, random)));
          };
      case Target.Link link -> ofLink(link);
    };
  }

  private static List<Card> ofProcess(Target target) {
    Card kill = random -> new Fault.Kill(target, between(0, 8_000, random));
    Card shortFreeze = random -> new Fault.Freeze(target, between(200, 5_000, random));
    Card longFreeze = random -> new Fault.Freeze(target, pastEveryLease(random));
    Card restart = _ -> new Fault.Restart(target);
    return List.of(kill, kill, kill, longFreeze, longFreeze, longFreeze, shortFreeze, restart);
  }

  private static List<Card> ofLink(Target.Link link) {
    return List.of(
        _ -> new Fault.Cut(link),
        random -> new Fault.HalfOpen(link, between(200, 5_000, random)),
        random -> new Fault.HalfOpen(link, pastEveryLease(random)),
        random -> new Fault.Delay(link, between(20, 500, random), between(2_000, 10_000, random)),
        random -> new Fault.Swallow(link, Direction.TO_SERVER, between(500, 12_000, random)),
        random -> new Fault.Swallow(link, Direction.TO_CLIENT, between(500, 12_000, random)));
  }

  private static List<Card> plus(List<Card> cards, Card further) {
    return Stream.concat(cards.stream(), Stream.of(further)).toList();
  }

  private static Duration pastEveryLease(Random random) {
    return between(PAST_EVERY_LEASE + 1, PAST_EVERY_LEASE + 6_000, random);
  }

  private static Duration between(long leastMillis, long mostMillis, Random random) {
    return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
  }
}
