package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.load.LiveHeap;
import chat.maru.cluster.outage.Outcome.Row;
import chat.maru.cluster.outage.audience.Audience;
import chat.maru.cluster.outage.audience.Durations;
import chat.maru.cluster.outage.audience.Flood;
import chat.maru.cluster.outage.audience.Talk;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.state.ClusterState.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clients on one gateway that stop reading while long messages come for them, beside an audience
/// on the same gateway (D9).
///
/// In both halves of a round the same links are open and the same is written to them; in one half
/// they read, in the other they don't. The halves take turns in being the first.
final class SlowClients implements Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LONGEST_FILLING = 120; // seconds
  private static final int READING_ON = 30;

  @Override
  public Outcome run(LocalCluster cluster, OutageOptions options) {
    Gateway gateway = cluster.state().gateways().getFirst();
    ClusterState there = cluster.state().knowing(gateway);
    try (Audience audience = Audience.gather(there, options.pairs(), 1);
        Flood flood = new Flood(cluster.state())) {
      List<Row> rows = new ArrayList<>();
      boolean resumed;
      try (Talk _ = Talk.start(audience, options.rate())) {
        Calm.of(options.calm());
        rows.addAll(
            InTurns.compare(
                "all read", "the slow don't", hanging -> half(audience, flood, options, !hanging)));
        resumed = fill(gateway, flood, options.devices(), rows);
      }
      boolean whole = audience.awaitWhole(PATIENCE);
      String title = "%d clients stop reading".formatted(options.devices());
      return new Outcome(
          title, rows, audience.judge(), audience.ledger().unanswered(), whole && resumed);
    }
  }

  /// Written to shown, of the others.
  private static Durations half(
      Audience audience, Flood flood, OutageOptions options, boolean reading) {
    flood.open(options.devices(), reading);
    long from = System.nanoTime();
    flood.pour(options.seconds(), () -> false);
    long to = System.nanoTime();
    return new Durations(audience.ofScreens(screen -> screen.delays(from, to).stream()));
  }

  /// Until the first of them is closed, when no outbox is fuller than it may be; then on until all
  /// are.
  ///
  /// @return whether those that came back were shown everything
  private static boolean fill(Gateway gateway, Flood flood, int clients, List<Row> rows) {
    GatewayMeters meters = new GatewayMeters(gateway.management());
    LiveHeap heap = new LiveHeap(gateway.pid());
    flood.open(clients, true);
    long reading = heap.bytes();
    flood.open(clients, false);
    int before = meters.tooSlow();
    flood.pour(LONGEST_FILLING, () -> meters.tooSlow() > before);
    long hanging = heap.bytes();
    flood.pour(LONGEST_FILLING, () -> meters.tooSlow() - before >= clients);
    rows.add(new Row("gateway's live heap, all read", megabytes(reading)));
    rows.add(new Row("with outboxes full", megabytes(hanging)));
    rows.add(
        new Row(
            "heap for each of them",
            (hanging - reading) / clients / 1024 + " KB",
            "<= 512 KB and a frame"));
    int closed = meters.tooSlow() - before;
    rows.add(new Row("closed as too slow by the gateway", closed + "", clients + ""));
    rows.add(new Row("close codes that they read afterwards", flood.codes(READING_ON)));
    int back = flood.comeBack();
    rows.add(new Row("came back and were shown everything", back + "", flood.rooms() + ""));
    return back == flood.rooms() && closed >= clients;
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1024.0 / 1024);
  }
}
