package chat.maru.cluster.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One step of open-loop 1:1 traffic: message `n` has its pair, its sender and its time before the
/// step begins.
final class Traffic {
  private static final int DRAIN_SECONDS = 15;
  private static final Duration LEAD = Duration.ofMillis(500);
  private static final String GENERATOR = "generator";

  private final LoadOptions options;
  private final int rate;
  private final Pairs pairs;
  private final int first;
  private final int end;
  private final long before;
  private final Tally tally;
  private final String body;

  Traffic(LoadOptions options, int rate, Pairs pairs) {
    this.options = options;
    this.rate = rate;
    this.pairs = pairs;
    first = 1 + options.warmup() * rate;
    end = first + options.seconds() * rate;
    before = pairs.reserve(end - 1);
    tally = new Tally(before, first, end);
    body = "x".repeat(options.body());
  }

  TrafficFigures measure() {
    TrafficFigures figures = send();
    pairs.count(Tally.NONE);
    return figures;
  }

  private TrafficFigures send() {
    Map<String, Long> pids = ProcessFigures.pids(pairs.state());
    pids.put(GENERATOR, ProcessHandle.current().pid());
    Pacer pacer = new Pacer(System.nanoTime() + LEAD.toNanos(), rate);
    tally.begin(pacer);
    pairs.count(tally);
    Map<String, Long> cpuBefore = Map.of();
    long deliveredBefore = 0;
    for (int n = 1; n < end; n++) {
      if (n == first) {
        cpuBefore = ProcessFigures.cpuMicros(pids);
        deliveredBefore = tally.delivered();
      }
      long _ = pacer.await(n);
      String id = pairs.id(before + n);
      pairs.sender(n).send(id, frame(id, pairs.of(n)));
    }
    Map<String, Long> cpuAfter = ProcessFigures.cpuMicros(pids);
    long delivered = tally.delivered() - deliveredBefore;
    drain();
    return figures(delivered, perMessage(cpuBefore, cpuAfter, delivered));
  }

  private String frame(String id, Couple couple) {
    return "{\"type\":\"send\",\"id\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}"
        .formatted(id, couple.roomId(), body);
  }

  private static Map<String, Double> perMessage(
      Map<String, Long> before, Map<String, Long> after, long delivered) {
    Map<String, Double> figures = new LinkedHashMap<>();
    after.forEach((name, cpu) ->
        figures.put(name, (cpu - before.getOrDefault(name, 0L)) / (double) Math.max(1, delivered)));
    return figures;
  }

  /// Waits until everything came, or long enough.
  private void drain() {
    Pacer looks = new Pacer(System.nanoTime(), 20);
    for (int i = 0; !tally.complete() && i < 20 * DRAIN_SECONDS; i++) {
      long _ = looks.await(i);
    }
  }

  private TrafficFigures figures(long delivered, Map<String, Double> cpu) {
    Map<String, Double> servers = new LinkedHashMap<>(cpu);
    servers.remove(GENERATOR);
    return new TrafficFigures(
        rate,
        pairs.count(),
        options.body(),
        end - first,
        options.seconds(),
        delivered / (double) options.seconds(),
        tally.toAck(),
        tally.toReceipt(),
        tally.lost(),
        tally.repeated(),
        tally.unacked(),
        tally.mishaps(),
        servers,
        cpu.getOrDefault(GENERATOR, 0.0));
  }
}
