package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A schedule on its way through a running cluster.
///
/// The servers, the nodes of each service, and the links are a lane each: what is struck is
/// repaired and ready before the lane goes on, so a slow machine suffers the same faults later. A
/// lane that can't repair ends there, and [#await()] says why. Thread-safe.
public final class Injection implements AutoCloseable {
  private final LocalCluster cluster;
  private final FaultLog log;
  private final long startedAt = System.nanoTime();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final List<Thread> lanes = new ArrayList<>();

  private Injection(LocalCluster cluster, FaultLog log) {
    this.cluster = cluster;
    this.log = log;
  }

  /// Times count from now.
  public static Injection start(Schedule schedule, LocalCluster cluster, FaultLog log) {
    var injection = new Injection(cluster, log);
    turnsByLane(schedule)
        .forEach((lane, turns) ->
            injection.lanes.add(
                Thread.ofVirtual()
                    .name("faults-" + lane)
                    .start(() -> injection.walk(turns.values()))));
    return injection;
  }

  /// Returns when all faults are over and repaired, or the injection was closed.
  ///
  /// @throws RuntimeException the first repair that failed
  public void await() {
    try {
      for (var lane : lanes) {
        lane.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
    var problem = failure.get();
    if (problem != null) {
      throw problem;
    }
  }

  /// No further fault begins; what is struck is repaired when this returns.
  @Override
  public void close() {
    stopped.countDown();
    await();
  }

  /// What begins together within a lane is one turn.
  private static Map<String, TreeMap<Duration, List<PlannedFault>>> turnsByLane(Schedule schedule) {
    var turns = new LinkedHashMap<String, TreeMap<Duration, List<PlannedFault>>>();
    for (var planned : schedule.faults()) {
      turns
          .computeIfAbsent(lane(planned.fault().target()), _ -> new TreeMap<>())
          .computeIfAbsent(planned.at(), _ -> new ArrayList<>())
          .add(planned);
    }
    return turns;
  }

  private static String lane(Target target) {
    return switch (target) {
      case Target.Node(var kind, _) -> kind.toString();
      case Target.Server _ -> "servers";
      case Target.Link _ -> "links";
    };
  }

  private void walk(Collection<List<PlannedFault>> turns) {
    try {
      for (var turn : turns) {
        long wait = turn.getFirst().at().toNanos() - (System.nanoTime() - startedAt);
        if (stopped.await(wait, TimeUnit.NANOSECONDS)) {
          return;
        }
        suffer(turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void suffer(List<PlannedFault> turn) throws InterruptedException {
    Together.run(turn.stream().<Runnable>map(planned -> () -> strike(planned)).toList());
    boolean _ = stopped.await(turn.getFirst().fault().lasts().toNanos(), TimeUnit.NANOSECONDS);
    Together.run(turn.stream().<Runnable>map(planned -> () -> repair(planned)).toList());
  }

  private void strike(PlannedFault planned) {
    log.begins(planned);
    blow(planned).fall();
  }

  private void repair(PlannedFault planned) {
    log.repairBegins(planned);
    blow(planned).repair();
    log.ready(planned);
  }

  private Blow blow(PlannedFault planned) {
    return Blow.of(planned.fault(), cluster);
  }
}
