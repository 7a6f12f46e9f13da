package chat.maru.cluster.outage;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.outage.Outcome.Row;
import chat.maru.cluster.outage.audience.Audience;
import chat.maru.cluster.outage.audience.Durations;
import chat.maru.cluster.outage.audience.Ledger;
import chat.maru.cluster.outage.audience.Talk;
import chat.maru.testkit.server.Folders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One of the three servers is killed under load and comes back.
enum ServerOutage implements Scenario {
  REDIS,
  POSTGRES,
  KAFKA;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Override
  public Outcome run(LocalCluster cluster, OutageOptions options) {
    try (Audience audience =
        Audience.gather(cluster.state(), options.pairs(), options.devicesEach())) {
      Away away;
      try (Talk _ = Talk.start(audience, options.rate())) {
        Calm.of(options.calm());
        away = takeAway(cluster, options);
        Calm.of(options.calm());
      }
      boolean whole = audience.awaitWhole(PATIENCE);
      return new Outcome(
          title(options),
          rows(audience, away),
          audience.judge(),
          audience.ledger().unanswered(),
          whole);
    }
  }

  /// @param from the kill, on [System#nanoTime]'s clock
  /// @param to the first answer of the new process
  /// @param stored rows that came meanwhile; -1 = not known
  private record Away(long from, long to, long stored) {}

  private Away takeAway(LocalCluster cluster, OutageOptions options) {
    Rows rows = new Rows(cluster);
    long before = this == POSTGRES ? 0 : rows.count();
    long from = System.nanoTime();
    switch (this) {
      case REDIS -> cluster.redis().kill();
      case POSTGRES -> cluster.postgres().kill();
      case KAFKA -> cluster.kafka().kill();
    }
    Calm.of(options.seconds());
    long stored = this == POSTGRES ? -1 : rows.count() - before;
    switch (this) {
      case REDIS -> comeBack(cluster, options.lose());
      case POSTGRES -> cluster.postgres().restart();
      case KAFKA -> cluster.kafka().restart();
    }
    return new Away(from, System.nanoTime(), stored);
  }

  private static void comeBack(LocalCluster cluster, boolean empty) {
    if (empty) {
      Folders.delete(cluster.options().data().resolve("redis/appendonlydir"));
    }
    cluster.redis().restart();
  }

  private String title(OutageOptions options) {
    return "%s killed for %d s%s, %d devices, %d messages/s"
        .formatted(
            name().toLowerCase(java.util.Locale.ROOT),
            options.seconds(),
            options.lose() ? ", data lost" : "",
            options.devices(),
            options.rate());
  }

  private List<Row> rows(Audience audience, Away away) {
    Ledger ledger = audience.ledger();
    long from = away.from();
    long to = away.to();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("away", Durations.text(Duration.ofNanos(to - from))));
    rows.add(new Row("written meanwhile", ledger.writes().count(from, to)));
    rows.add(
        new Row(
            "accepted meanwhile",
            "%d, at least %d in any second"
                .formatted(
                    ledger.acceptances().count(from, to),
                    ledger.acceptances().fewestPerSecond(from, to)),
            this == KAFKA ? "" : "all"));
    if (away.stored() >= 0) {
      rows.add(new Row("stored meanwhile", away.stored() + "", this == KAFKA ? "" : "all"));
    }
    rows.add(new Row("send to answer meanwhile", ledger.answers(from, to).toString(), "<= 5 s"));
    rows.add(new Row("answers meanwhile", ledger.codes(from, to)));
    rows.addAll(afterwards(audience, to));
    return rows;
  }

  private List<Row> afterwards(Audience audience, long to) {
    Durations told = new Durations(audience.ofScreens(screen -> screen.toldAfter(to).stream()));
    Durations whole = new Durations(audience.ofScreens(screen -> Stream.of(screen.wholeAfter(to))));
    Durations delays = new Durations(audience.ofScreens(screen -> screen.delays().stream()));
    return List.of(
        new Row("back to told, each device", told.toString(), this == REDIS ? "<= 2 s" : ""),
        new Row("back to complete, each device", whole.toString(), this == REDIS ? "<= 5 s" : ""),
        new Row("written to shown", delays));
  }
}
