package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.cluster.outage.Outcome.Row;
import chat.maru.cluster.outage.audience.Audience;
import chat.maru.cluster.outage.audience.Durations;
import chat.maru.cluster.outage.audience.Moments;
import chat.maru.cluster.outage.audience.Talk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All gateways, then all chat-services and persistence-services are restarted under load, one
/// after the other, each when the one before is ready again.
///
/// A gateway starts again when its clients are linked elsewhere: in a deployment the successor is
/// started beforehand (`maxSurge`), and here a start takes the cores that the clients need.
final class RollingRestart implements Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_PER_SECOND = 1_000;
  private static final List<ServiceKind> ORDER =
      List.of(ServiceKind.GATEWAY, ServiceKind.CHAT, ServiceKind.PERSISTENCE);

  @Override
  public Outcome run(LocalCluster cluster, OutageOptions options) {
    try (Audience audience =
        Audience.gather(cluster.state(), options.pairs(), options.devicesEach())) {
      List<Step> steps;
      try (Talk _ = Talk.start(audience, options.rate())) {
        Calm.of(options.calm());
        steps = restartAll(cluster, audience, options.seconds());
        Calm.of(options.calm());
      }
      boolean whole = audience.awaitWhole(PATIENCE);
      String title =
          "rolling restart, %d devices, %d messages/s".formatted(options.devices(), options.rate());
      return new Outcome(
          title, rows(audience, steps), audience.judge(), audience.ledger().unanswered(), whole);
    }
  }

  /// One node's restart.
  ///
  /// @param linked when every device was linked again, elsewhere
  /// @param ready when it was there again
  /// @param to when the next one's turn came
  /// @param drained whether it ended by itself
  private record Step(
      ServiceKind kind,
      String node,
      long from,
      long linked,
      long ready,
      long to,
      boolean drained) {}

  /// @param pause seconds between a node's return and the next node's end
  private static List<Step> restartAll(LocalCluster cluster, Audience audience, int pause) {
    List<Step> steps = new ArrayList<>();
    for (ServiceKind kind : ORDER) {
      for (ServiceProcess node : cluster.nodes(kind)) {
        long from = System.nanoTime();
        boolean drained = node.stop();
        boolean _ = audience.awaitLinked(PATIENCE); // those that are not show in the gaps
        long linked = System.nanoTime();
        node.restart();
        long ready = System.nanoTime();
        Calm.of(pause);
        steps.add(new Step(kind, node.name(), from, linked, ready, System.nanoTime(), drained));
      }
    }
    return steps;
  }

  private static List<Row> rows(Audience audience, List<Step> steps) {
    Moments welcomes = new Moments(audience.ofScreens(screen -> screen.welcomes().stream()));
    List<Row> rows = new ArrayList<>();
    for (Step step : steps) {
      String what = step.node() + (step.drained() ? " restarted" : " KILLED after its grace");
      rows.add(new Row(what, text(step.from(), step.ready())));
      if (step.kind() == ServiceKind.GATEWAY) {
        rows.add(comeback(step, welcomes));
      }
    }
    Durations gaps = new Durations(audience.ofScreens(screen -> screen.gaps().stream()));
    Durations delays = new Durations(audience.ofScreens(screen -> screen.delays().stream()));
    long from = steps.getFirst().from();
    long to = steps.getLast().to();
    rows.add(new Row("link lost to next welcome", gaps));
    rows.add(new Row("send to answer", audience.ledger().answers(from, to).toString(), "<= 5 s"));
    rows.add(new Row("answers", audience.ledger().codes(from, to)));
    rows.add(new Row("written to shown", delays));
    return rows;
  }

  private static Row comeback(Step step, Moments welcomes) {
    Moments back = welcomes.between(step.from(), step.to());
    return new Row(
        "came back from " + step.node(),
        "%d, all linked after %s, at most %d in a second"
            .formatted(back.nanos().size(), text(step.from(), step.linked()), back.mostPerSecond()),
        "<= %d/s".formatted(Math.min(back.nanos().size(), MOST_PER_SECOND)));
  }

  private static String text(long from, long to) {
    return Durations.text(Duration.ofNanos(to - from));
  }
}
