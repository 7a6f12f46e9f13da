package chat.maru.cluster.trial;

import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.fault.Injection;
import chat.maru.cluster.fault.Schedule;
import chat.maru.cluster.history.HistoryChecker;
import chat.maru.cluster.keys.ClusterKeys;
import chat.maru.cluster.launcher.ClusterOptions;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceKind;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.state.ClusterState;
import chat.maru.cluster.trial.device.Device;
import chat.maru.cluster.trial.device.Ledger;
import chat.maru.cluster.trial.device.Stage;
import chat.maru.cluster.trial.workload.Workload;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// One cluster, one seed, from start to verdict.
public final class Round {
  private static final int THREADS = 2;
  private static final Duration LEAD = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  /// Records come to consumers a tenth of a second later and several at a time. Two cores for
  /// seventeen processes are full at 300 messages a second otherwise (5.9 instead of 4.2 ms of CPU
  /// time for each), and what is struck would find no time to recover.
  private static final Map<String, String> FRUGAL =
      Map.of(
          "spring.kafka.consumer.fetch-max-wait", "100ms",
          "spring.kafka.consumer.fetch-min-size", "32KB");

  private final FaultRunOptions options;
  private final Schedule schedule;
  private final Consumer<String> progress;
  private final Path histories;
  private final Path logs;
  private final Path data;
  private final Ledger ledger = new Ledger();
  private final List<String> unsettled = new ArrayList<>();

  /// @param options whose folder is this round's own
  /// @param schedule of its faults
  /// @param progress told what goes on, line by line
  public Round(FaultRunOptions options, Schedule schedule, Consumer<String> progress) {
    this.options = options;
    this.schedule = schedule;
    this.progress = progress;
    histories = options.folder().resolve("histories");
    logs = options.folder().resolve("logs");
    data = options.folder().resolve("cluster");
  }

  /// @throws IOException also when an earlier run's results lie in the folder
  public RoundFigures run() throws IOException, SQLException {
    if (Files.exists(histories) || Files.exists(logs)) {
      throw new IOException("results of an earlier run lie in " + options.folder());
    }
    Files.createDirectories(histories);
    progress.accept("Starting the cluster …");
    Outcome outcome;
    try (LocalCluster cluster = LocalCluster.start(clusterOptions())) {
      outcome = suffer(cluster);
    } finally {
      keepLogs();
    }
    progress.accept("Judging …");
    return new RoundFigures(
        options.seed(),
        options.folder(),
        outcome.faults(),
        outcome.offered(),
        ledger.totals(),
        HistoryChecker.check(histories),
        List.copyOf(unsettled));
  }

  private record Outcome(List<SufferedFault> faults, long offered) {}

  private ClusterOptions clusterOptions() {
    FaultRunOptions.Nodes nodes = options.nodes();
    return ClusterOptions.forTests(data)
        .with(ServiceKind.GATEWAY, nodes.gateways())
        .with(ServiceKind.CHAT, nodes.chatServices())
        .with(ServiceKind.PERSISTENCE, nodes.persistenceServices())
        .withProperties(FRUGAL)
        .with(Trait.PROXIES, options.faults() == FaultRunOptions.Faults.ALL);
  }

  private Outcome suffer(LocalCluster cluster) throws IOException, SQLException {
    ClusterState state = cluster.state();
    try (Deaths deaths = new Deaths(cluster);
        WebSockets sockets = new WebSockets(THREADS, state.trust());
        HttpClient http = state.trust().http().connectTimeout(Duration.ofSeconds(2)).build()) {
      progress.accept("Making %d people …".formatted(2 * options.pairs()));
      Workload workload =
          Workload.prepare(
              stage(state, sockets, http),
              options.pairs(),
              options.rate(),
              options.length().toSeconds(),
              options.seed());
      Suffering suffering = new Suffering(ledger, progress);
      long offered = send(cluster, workload, suffering);
      ClusterKeys keys = ClusterKeys.of(state);
      Truth truth = new Truth(cluster.postgres().database(), keys, Clock.systemUTC());
      rest(cluster, workload, truth);
      unsettled.addAll(deaths.seen());
      truth.dump(histories);
      new Witness(cluster.kafka().bootstrapServers(), keys).dump(histories);
      return new Outcome(suffering.faults(), offered);
    }
  }

  /// Goes on until all faults are over: on a slow machine they come later than planned.
  private long send(LocalCluster cluster, Workload workload, Suffering suffering) {
    progress.accept("Sending for %d s …".formatted(options.length().toSeconds()));
    Pacer pacer = new Pacer(System.nanoTime() + LEAD.toNanos(), options.rate());
    long least = options.length().toMillis() * options.rate() / 1_000;
    long offered = 0;
    try (Injection injection = Injection.start(schedule, cluster, suffering)) {
      var over = CompletableFuture.runAsync(injection::await, Thread::startVirtualThread);
      offered = workload.run(pacer, least, () -> !over.isDone());
    } catch (ChildFailedException e) {
      unsettled.add("not repaired: " + e.getMessage());
    }
    return offered;
  }

  private Stage stage(ClusterState state, WebSockets sockets, HttpClient http) {
    return new Stage(
        sockets,
        http,
        state.gateways().stream().map(gateway -> URI.create(gateway.url())).toList(),
        state.chatServices().stream().map(chat -> URI.create(chat.url())).toList(),
        histories,
        Clock.systemUTC(),
        ledger);
  }

  private void rest(LocalCluster cluster, Workload workload, Truth truth) {
    progress.accept("Waiting for rest …");
    unsettled.addAll(
        new QuietEnd(truth, cluster.kafka().bootstrapServers()).await(workload.devices()));
    List<Device> here =
        workload.devices().stream().filter(one -> one.end() == Device.End.STAYS).toList();
    here.forEach(Device::finish);
    long deadline = System.nanoTime() + GOODBYE.toNanos();
    while (here.stream().anyMatch(one -> one.end() == Device.End.STAYS)
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    here.stream()
        .filter(one -> one.end() != Device.End.WHOLE)
        .forEach(one -> unsettled.add(one.name() + ": not connected, or still fetching"));
    workload.close();
  }

  /// The data would fill the disk in a night of rounds.
  private void keepLogs() throws IOException {
    Path written = data.resolve("logs");
    if (Files.exists(written)) {
      Files.move(written, logs);
    }
    Folders.delete(data);
  }
}
