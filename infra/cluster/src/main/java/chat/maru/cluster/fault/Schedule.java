package chat.maru.cluster.fault;

import static java.util.Comparator.comparing;

import chat.maru.cluster.launcher.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The faults of one run in the order of their times; the same arguments make the same schedule on
/// every machine.
///
/// Servers take turns, and so do the nodes of each service: the next is struck when the one before
/// had [#RECOVERY] to become ready again. Only a deliberate outage strikes all nodes of a service
/// together. A server and nodes of several services may be away at the same time.
///
/// @param faults none begins so late that its repair and [#RECOVERY] reach into the quiet end
public record Schedule(long seed, List<PlannedFault> faults) {

  /// Time for a process to be ready after its repair began. The runner waits for readiness, so a
  /// slower one delays faults and never overlaps them.
  public static final Duration RECOVERY = Duration.ofSeconds(15);

  public Schedule {
    faults = List.copyOf(faults);
  }

  /// Without faults when the limits leave no time for any.
  public static Schedule of(long seed, ClusterShape shape, Limits limits) {
    // Its algorithm is part of its specification: other generators may change with the JDK.
    var random = new Random(seed);
    var faults = new ArrayList<>(servers(limits, random));
    for (var kind : ServiceKind.values()) {
      faults.addAll(nodes(kind, shape.nodes(kind), limits, random));
    }
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
    return inTurn(limits, random, () -> List.of(deck.deal()));
  }

  private static List<PlannedFault> nodes(
      ServiceKind kind, int count, Limits limits, Random random) {
    var all = IntStream.range(0, count).mapToObj(i -> new Target.Node(kind, i)).toList();
    var deck = new Deck(all, random);
    return inTurn(
        limits,
        random,
        () -> {
          if (random.nextDouble() < limits.outageShare()) {
            return outage(all, limits.outage(), random);
          }
          Fault fault = deck.deal();
          return List.of(count == 1 ? shortened(fault, limits.outage()) : fault);
        });
  }

  private static List<Fault> outage(List<Target.Node> all, Duration most, Random random) {
    var lasts = Duration.ofMillis(random.nextLong(1, most.toMillis() + 1));
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
      case Fault.Restart restart -> restart;
      case Fault.LoseRedis _ -> new Fault.LoseRedis(most);
    };
  }

  private static List<PlannedFault> inTurn(Limits limits, Random random, Turn turn) {
    var planned = new ArrayList<PlannedFault>();
    Duration at = pause(random);
    while (true) {
      var faults = turn.next();
      Duration ready = at.plus(faults.getFirst().lasts()).plus(RECOVERY);
      if (ready.compareTo(limits.repairedBy()) > 0) {
        return planned;
      }
      for (var fault : faults) {
        planned.add(new PlannedFault(at, fault));
      }
      at = ready.plus(pause(random));
    }
  }

  private static Duration pause(Random random) {
    return Duration.ofMillis(random.nextLong(1_000, 8_001));
  }

  private static String line(PlannedFault planned) {
    return String.format(
        Locale.ROOT,
        "%9.3f s  %-22s %-18s %7.3f s%n",
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
