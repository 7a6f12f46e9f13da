package chat.maru.cluster.drain;

import chat.maru.cluster.load.Meters;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.load.ProcessFigures;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One backlog after the other, each stored by services that were frozen while it came.
final class Draining {
  private static final int LOOKS_PER_SECOND = 50;

  /// To ask Kafka costs it something, and nothing is timed by it more exactly than this.
  private static final int LOOKS_AT_KAFKA_PER_SECOND = 5;

  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final ClusterState state;
  private final Backlog backlog;
  private final Positions positions;
  private final Meters meters;

  Draining(ClusterState state, Backlog backlog, Positions positions) {
    this.state = state;
    this.backlog = backlog;
    this.positions = positions;
    meters = new Meters(state);
  }

  DrainRound round(DrainOptions options) throws SQLException {
    awaitConsumers(ConsumerGroups.FAN_OUT, ConsumerGroups.NOTIFICATIONS);
    long before = positions.stored();
    try (Frozen _ = Frozen.of(persistenceServices())) {
      backlog.append(options.messages());
    }
    long thaw = System.nanoTime();
    Moment first;
    Moment last;
    try (Frozen _ = Frozen.of(options.alone() ? others() : List.of())) {
      first = awaitStored(before + 1);
      last = awaitStored(positions.end(Topics.INBOUND));
    }
    awaitConsumers(ConsumerGroups.FAN_OUT);
    return new DrainRound(
        last.stored() - first.stored(),
        seconds(thaw, first.nanos()),
        seconds(first.nanos(), last.nanos()),
        (last.records() - first.records()) / Math.max(1, last.batches() - first.batches()),
        seconds(first.nanos(), System.nanoTime()),
        cores(first, last));
  }

  /// @param nanos on [System#nanoTime]'s clock
  /// @param records in batches so far
  private record Moment(
      long nanos, long stored, Map<String, Long> cpuMicros, double batches, double records) {}

  private Moment awaitStored(long target) throws SQLException {
    Pacer looks = looks(LOOKS_PER_SECOND);
    for (long n = 0; ; n++) {
      long stored = positions.stored();
      if (stored >= target) {
        return new Moment(
            System.nanoTime(),
            stored,
            ProcessFigures.cpuMicros(ProcessFigures.pids(state)),
            meters.ofPersistenceServices("maru_persistence_batch_size_count"),
            meters.ofPersistenceServices("maru_persistence_batch_size_sum"));
      }
      await(looks, n, "stored: %,d (expected: %,d)".formatted(stored, target));
    }
  }

  private void awaitConsumers(String... groups) {
    long end = positions.end(Topics.MESSAGES);
    for (String group : groups) {
      Pacer looks = looks(LOOKS_AT_KAFKA_PER_SECOND);
      for (long n = 0; positions.committed(group) < end; n++) {
        await(looks, n, group + " does not come to the end of the public stream");
      }
    }
  }

  private static Pacer looks(int perSecond) {
    return new Pacer(System.nanoTime(), perSecond);
  }

  private static void await(Pacer looks, long n, String otherwise) {
    long _ = looks.await(n);
    if (looks.due(n) - looks.due(0) > MOST_NANOS) {
      throw new IllegalStateException(otherwise);
    }
  }

  private List<Long> persistenceServices() {
    return state.persistenceServices().stream().map(ClusterState.PersistenceService::pid).toList();
  }

  private List<Long> others() {
    return Stream.concat(
            state.gateways().stream().map(ClusterState.Gateway::pid),
            state.chatServices().stream().map(ClusterState.ChatService::pid))
        .toList();
  }

  private static Map<String, Double> cores(Moment first, Moment last) {
    Map<String, Double> cores = new LinkedHashMap<>();
    double micros = seconds(first.nanos(), last.nanos()) * 1e6;
    last.cpuMicros()
        .forEach((name, cpu) ->
            cores.put(name, (cpu - first.cpuMicros().getOrDefault(name, 0L)) / micros));
    return cores;
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
