package chat.maru.cluster.storm;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.load.LiveHeap;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.load.ProcessFigures;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.state.ClusterState.Gateway;
import chat.maru.cluster.storm.IdleFigures.Accepted;
import chat.maru.cluster.storm.IdleFigures.Look;
import chat.maru.cluster.storm.IdleFigures.OfGateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Opens connections of different users on some gateways, the same number on each, and leaves them
/// alone. The users never registered; their tokens are as good as others'.
final class IdleStorm {
  private final StormOptions options;
  private final List<Gateway> gateways;
  private final int many; // on each gateway

  IdleStorm(ClusterState state, StormOptions options) {
    int count = options.gateways();
    if (state.gateways().size() < count) {
      throw new IllegalArgumentException(
          "--gateways: %d (expected: <= %d)".formatted(count, state.gateways().size()));
    }
    this.options = options;
    this.gateways = state.gateways().subList(0, count);
    this.many = options.clients() / count;
    options.mostInAProcess(many);
  }

  IdleFigures measure() {
    List<Herder> herders = new ArrayList<>();
    try {
      IntStream.range(0, gateways.size())
          .forEach(gateway -> herders.add(new Herder(options, gateway)));
      return measure(herders);
    } finally {
      herders.forEach(Herder::close);
    }
  }

  private IdleFigures measure(List<Herder> herders) {
    int few = Math.max(1, many / 4);
    open(herders, few);
    List<Look> atFew = look();
    List<Long> before = cpuMicros();
    List<Double> seconds = open(herders, many - few);
    List<Long> after = cpuMicros();
    List<Look> atMany = look();
    return new IdleFigures(
        IntStream.range(0, gateways.size())
            .mapToObj(i ->
                new OfGateway(
                    gateways.get(i).name(),
                    few,
                    many,
                    atFew.get(i),
                    atMany.get(i),
                    new Accepted(
                        (many - few) / seconds.get(i),
                        (after.get(i) - before.get(i)) / (double) (many - few))))
            .toList());
  }

  private List<Double> open(List<Herder> herders, int more) {
    System.out.printf("Opening %d connections on each of %d …%n", more, herders.size());
    herders.forEach(herder -> herder.open(more));
    return herders.stream().map(Herder::awaitOpen).toList();
  }

  /// All are idle in the same seconds.
  private List<Look> look() {
    List<Long> heaps =
        gateways.stream().map(gateway -> new LiveHeap(gateway.pid()).bytes()).toList();
    List<Long> pss =
        gateways.stream().map(gateway -> ProcessFigures.pssBytes(gateway.pid())).toList();
    Pacer pause = new Pacer(System.nanoTime(), 1);
    List<Long> before = cpuMicros();
    long _ = pause.await(options.seconds());
    List<Long> after = cpuMicros();
    return IntStream.range(0, gateways.size())
        .mapToObj(i ->
            new Look(
                heaps.get(i),
                pss.get(i),
                (after.get(i) - before.get(i)) / (double) options.seconds()))
        .toList();
  }

  private List<Long> cpuMicros() {
    Map<String, Long> pids = new LinkedHashMap<>();
    gateways.forEach(gateway -> pids.put(gateway.name(), gateway.pid()));
    Map<String, Long> cpu = ProcessFigures.cpuMicros(pids);
    return gateways.stream().map(gateway -> requireNonNull(cpu.get(gateway.name()))).toList();
  }
}
