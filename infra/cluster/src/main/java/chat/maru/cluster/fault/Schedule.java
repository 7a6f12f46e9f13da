package chat.maru.cluster.fault;

import static java.util.Comparator.comparing;

import chat.maru.cluster.launcher.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/// The faults of one run in the order of their times; the same arguments make the same schedule on
/// every machine.
///
/// Servers take turns, and so do the nodes of each service, and the links: the next is struck when
/// the one before had [#RECOVERY] to become ready again. Each process is struck about every
/// [#INTERVAL]; what starts up takes time from what is to be tested. Only a deliberate outage
/// strikes all nodes of a service together, in an even share of the turns. A server and nodes of
/// several services may be away at the same time.
///
/// @param faults none begins so late that its repair and [#RECOVERY] reach into the quiet end
public record Schedule(long seed, List<PlannedFault> faults) {

  /// Time for a process to be ready after its repair began. The runner waits for readiness, so a
  /// slower one delays faults and never overlaps them.
  public static final Duration RECOVERY = Duration.ofSeconds(10);

  /// So often, about, each process is struck: in 16 minutes with a quiet last one every process of
  /// up to three nodes a service is killed and frozen at least three times.
  static final Duration INTERVAL = Duration.ofSeconds(85);

  /// So often, about, one of the links is hurt.
  private static final Duration LINK_INTERVAL = Duration.ofSeconds(20);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofSeconds(8);

  public Schedule {
    faults = List.copyOf(faults);
  }

  /// Without faults when the limits leave no time for any.
  public static Schedule of(long seed, ClusterShape shape, Limits limits) {
    // Its algorithm is part of its specification: other generators may change with the JDK.
    var random = new Random(seed);
    var faults = new ArrayList<>(servers(limits, random));
    for (var kind : ServiceKind.values()) {
      faults.addAll(nodes(shape.all(kind), limits, random));
    }
    // Last, so that processes suffer the same with them and without.
    faults.addAll(links(shape.links(), limits, random));
    faults.sort(
        comparing(PlannedFault::at).thenComparing(planned -> planned.fault().target().label()));
    return new Schedule(seed, faults);
  }

  /// How often the target is struck.
  public long count(Target target) {
    return faults.stream().filter(planned -> planned.fault().target().equals(target)).count();
  }

  /// For people: one line for each fault under the seed.
  public String table() {
    return faults.stream()
        .map(Schedule::line)
        .collect(Collectors.joining("", "seed %d, %d faults%n".formatted(seed, faults.size()), ""));
  }

  private static List<PlannedFault> servers(Limits limits, Random random) {
    var deck = new Deck(List.of(Target.Server.values()), random);
    return inTurn(
        limits,
        INTERVAL.dividedBy(Target.Server.values().length),
        random,
        () -> List.of(deck.deal()));
  }

  private static List<PlannedFault> nodes(List<Target.Node> all, Limits limits, Random random) {
    var deck = new Deck(all, random);
    var outages = new Share(limits.outageShare(), random.nextDouble());
    return inTurn(
        limits,
        INTERVAL.dividedBy(all.size()),
        random,
        () -> {
          if (outages.next()) {
            return outage(all, limits.outage(), random);
          }
          Fault fault = deck.deal();
          return List.of(all.size() == 1 ? shortened(fault, limits.outage()) : fault);
        });
  }

  private static List<PlannedFault> links(List<Target.Link> links, Limits limits, Random random) {
    if (links.isEmpty()) {
      return List.of();
    }
    var deck = new Deck(links, random);
    return inTurn(limits, LINK_INTERVAL, random, () -> List.of(deck.deal()));
  }

  private static List<Fault> outage(List<Target.Node> all, Duration most, Random random) {
    Duration lasts = between(Duration.ofMillis(1), most, random);
    return all.stream().<Fault>map(node -> new Fault.Kill(node, lasts)).toList();
  }

  /// The only node is its whole service.
  private static Fault shortened(Fault fault, Duration most) {
    if (fault.lasts().compareTo(most) <= 0) {
      return fault;
    }
    return switch (fault) {
      case Fault.Kill(var target, _) -> new Fault.Kill(target, most);
      case Fault.Freeze(var target, _) -> new Fault.Freeze(target, most);
      case Fault.Restart _, Fault.LoseRedis _, Fault.ReadOnly _, Fault.OfLink _ -> fault;
    };
  }

  private static List<PlannedFault> inTurn(
      Limits limits, Duration interval, Random random, Turn turn) {
    var planned = new ArrayList<PlannedFault>();
    Duration at = between(SHORTEST_PAUSE, LONGEST_FIRST_PAUSE, random);
    while (true) {
      var faults = turn.next();
      Duration ready = at.plus(faults.getFirst().lasts()).plus(RECOVERY);
      if (ready.compareTo(limits.repairedBy()) > 0) {
        return planned;
      }
      for (var fault : faults) {
        planned.add(new PlannedFault(at, fault));
      }
      Duration half = interval.dividedBy(2);
      Duration next = at.plus(between(half, half.multipliedBy(3), random));
      at = later(next, ready.plus(SHORTEST_PAUSE));
    }
  }

  private static Duration between(Duration least, Duration most, Random random) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static String line(PlannedFault planned) {
    return String.format(
        Locale.ROOT,
        "%9.3f s  %-30s %-18s %7.3f s%n",
        planned.at().toMillis() / 1e3,
        planned.fault().target().label(),
        planned.fault().what(),
        planned.fault().lasts().toMillis() / 1e3);
  }

  /// The faults that begin together, all lasting equally long.
  @FunctionalInterface
  private interface Turn {
    List<Fault> next();
  }
}
