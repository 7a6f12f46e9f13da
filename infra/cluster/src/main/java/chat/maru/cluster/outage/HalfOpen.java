package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.load.LiveHeap;
import chat.maru.cluster.outage.Outcome.Row;
import chat.maru.cluster.outage.audience.Audience;
import chat.maru.cluster.outage.audience.Durations;
import chat.maru.cluster.outage.audience.Talk;
import chat.maru.cluster.state.ClusterState.Gateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Ten thousand handshakes on one gateway that never come to an end, beside an audience on the same
/// gateway (D9).
final class HalfOpen implements Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 10_000;

  @Override
  public Outcome run(LocalCluster cluster, OutageOptions options) {
    Gateway gateway = cluster.state().gateways().getFirst();
    try (Audience audience =
        Audience.gather(cluster.state().knowing(gateway), options.pairs(), options.devicesEach())) {
      List<Row> rows = new ArrayList<>();
      try (Talk _ = Talk.start(audience, options.rate())) {
        Calm.of(options.calm());
        rows.addAll(
            InTurns.compare(
                "nobody at the door",
                "half-open handshakes",
                besieged -> half(audience, gateway, options, besieged)));
        rows.addAll(memory(gateway));
      }
      boolean whole = audience.awaitWhole(PATIENCE);
      String title = "%d half-open handshakes".formatted(CONNECTIONS);
      return new Outcome(title, rows, audience.judge(), audience.ledger().unanswered(), whole);
    }
  }

  private static Durations half(
      Audience audience, Gateway gateway, OutageOptions options, boolean besieged) {
    try (Siege siege = new Siege(URI.create(gateway.url()), besieged ? CONNECTIONS : 0)) {
      siege.awaitAll(PATIENCE);
      long from = System.nanoTime();
      Calm.of(options.seconds());
      long to = System.nanoTime();
      return new Durations(audience.ofScreens(screen -> screen.delays(from, to).stream()));
    }
  }

  private static List<Row> memory(Gateway gateway) {
    LiveHeap heap = new LiveHeap(gateway.pid());
    long before = heap.bytes();
    try (Siege siege = new Siege(URI.create(gateway.url()), CONNECTIONS)) {
      siege.awaitAll(PATIENCE);
      long during = heap.bytes();
      return List.of(
          new Row("gateway's live heap before", megabytes(before)),
          new Row("with half-open handshakes", megabytes(during)),
          new Row(
              "heap for each of them",
              "%.1f KB".formatted((during - before) / 1024.0 / CONNECTIONS)),
          new Row("cut by the gateway and opened again", siege.again() + ""));
    }
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1024.0 / 1024);
  }
}
