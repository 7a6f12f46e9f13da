package chat.maru.cluster.launcher;

import chat.maru.cluster.demo.DemoData;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.proxy.TcpProxy;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.EmbeddedServer;
import chat.maru.testkit.server.KafkaServer;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.RedisServer;
import chat.maru.testkit.server.ServerOptions;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;

/// A whole cluster of real processes on loopback: three servers and any number of each service.
///
/// It is up, every node ready, when [#start] returns, or it is not there at all: a failed start
/// leaves nothing running and throws one line. Closing stops services first, then servers, each
/// within bounded time. Nothing outlives this JVM.
///
/// ```java
/// try (var cluster = LocalCluster.start(ClusterOptions.forTests(folder))) {
///   cluster.gateway(0).kill();
///   cluster.kafka().freeze();
///   …
///   cluster.kafka().thaw();
///   cluster.gateway(0).restart();
/// }
/// ```
public final class LocalCluster implements AutoCloseable {

  private final ClusterOptions options;
  private final DataFolder data;
  private final Progress progress;
  private final Children children = new Children();
  private final Links links;
  private final AotTraining training = new AotTraining();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Instant startedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
  private final Thread atExit = new Thread(this::close, "cluster-shutdown");
  private final Object closeLock = new Object();

  @GuardedBy("closeLock")
  private boolean closed;

  private LocalCluster(ClusterOptions options, DataFolder data, Progress progress) {
    this.options = options;
    this.data = data;
    this.progress = progress;
    links = Links.of(options, new PortPlan(options.portBase()));
  }

  /// Starts it without a word.
  public static LocalCluster start(ClusterOptions options) {
    return start(options, Progress.SILENT);
  }

  /// @throws ClusterException when it cannot even begin: a port or the data folder is taken, a jar
  ///   is missing
  /// @throws ChildFailedException when a part dies or does not become ready
  public static LocalCluster start(ClusterOptions options, Progress progress) {
    var jars = jars();
    var data = DataFolder.open(options.data(), options.has(Trait.FRESH));
    try {
      refuseUsedPorts(options);
    } catch (ClusterException e) {
      data.close();
      throw e;
    }
    var cluster = new LocalCluster(options, data, progress);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.bringUp(jars);
      return cluster;
    } catch (RuntimeException e) {
      boolean stopped = cluster.children.isStopping();
      cluster.close();
      throw stopped ? new ClusterException("stopped before it was up") : e;
    }
  }

  private static Map<ServiceKind, Path> jars() {
    var repository = Repository.find();
    var jars = new EnumMap<ServiceKind, Path>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      jars.put(kind, repository.jar(kind));
    }
    return jars;
  }

  private static void refuseUsedPorts(ClusterOptions options) {
    List<String> used =
        new PortPlan(options.portBase())
            .uses(options).entrySet().stream()
                .filter(use -> !Ports.isFree(use.getKey()))
                .map(use -> "%d (%s)".formatted(use.getKey(), use.getValue()))
                .toList();
    if (!used.isEmpty()) {
      String others = used.size() > 1 ? " and %d more".formatted(used.size() - 1) : "";
      throw new ClusterException(
          "port %s%s: in use by another program; stop it or move all ports with --port-base"
              .formatted(used.getFirst(), others));
    }
  }

  private void bringUp(Map<ServiceKind, Path> jars) {
    var extracted = new EnumMap<ServiceKind, Path>(ServiceKind.class);
    var ports = new PortPlan(options.portBase());
    Together.run(
        List.of(
            () -> bringUp("redis", () -> RedisServer.start(place("redis", ports.redis()))),
            () ->
                bringUp(
                    "postgres", () -> PostgresServer.start(place("postgres", ports.postgres()))),
            () -> bringUp("kafka", () -> kafkaWithTopics(place("kafka", ports.kafka()))),
            () -> jars.forEach((kind, jar) -> extracted.put(kind, ServiceJar.extracted(jar)))));
    var commands = new ServiceCommands(extracted, settings(), data, options.has(Trait.QUICK));
    boolean somebodyWaits = options.has(Trait.DEMO) && !options.has(Trait.QUICK);
    if (!somebodyWaits) {
      training.run(commands, false);
    }
    bringUpServices(commands);
    data.write(state());
    new PrometheusFiles(Repository.find().prometheus(), data.targets()).write(state());
    if (options.has(Trait.DEMO)) {
      DemoData.make(http, URI.create(state().page()), progress::note);
    }
    if (somebodyWaits) {
      Thread.startVirtualThread(() -> training.run(commands, true));
    }
  }

  private void bringUp(String server, Supplier<? extends EmbeddedServer> start) {
    timed(server, () -> children.add(start));
  }

  private KafkaServer kafkaWithTopics(ServerOptions place) {
    var kafka = KafkaServer.start(place, links.kafkaRelays());
    try {
      kafka.createTopics(
          Topics.all().stream()
              .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
              .toList());
      return kafka;
    } catch (RuntimeException e) {
      kafka.kill();
      throw e;
    }
  }

  private ServerOptions place(String name, int port) {
    return new ServerOptions(
        data.server(name), port, data.log(name), ServerOptions.Durability.DURABLE);
  }

  /// All of them side by side: they wait for each other by themselves.
  private void bringUpServices(ServiceCommands commands) {
    var waits = new ArrayList<Runnable>();
    for (ServiceKind kind : ServiceKind.values()) {
      for (int i = 0; i < options.number(kind); i++) {
        int index = i;
        children.add(kind, () -> node(kind, index, commands));
      }
      children.nodes(kind).forEach(node -> waits.add(() -> timed(node.name(), node::awaitReady)));
    }
    Together.run(waits);
  }

  private ServiceProcess node(ServiceKind kind, int index, ServiceCommands commands) {
    return new ServiceProcess(
        commands.node(kind, index),
        URI.create(commands.settings().managementUrl(kind, index)),
        http,
        children::start);
  }

  private void timed(String name, Runnable start) {
    progress.starting(name);
    long begin = System.nanoTime();
    start.run();
    progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  private ServiceSettings settings() {
    return new ServiceSettings(
        options,
        new PortPlan(options.portBase()),
        links,
        postgres().database(),
        data.keyring(),
        data.serviceToken());
  }

  /// Where everything is, with the pids of now; `cluster.json` has those of the start.
  public ClusterState state() {
    return new StateOf(this, settings()).at(startedAt);
  }

  public ClusterOptions options() {
    return options;
  }

  /// The folder with one log for each process.
  public Path logs() {
    return data.logs();
  }

  /// The configuration for a Prometheus that is to watch this cluster.
  public Path prometheus() {
    return data.targets().resolveSibling(PrometheusFiles.CONFIGURATION);
  }

  /// @param index from 0
  public ServiceProcess gateway(int index) {
    return nodes(ServiceKind.GATEWAY).get(index);
  }

  /// @param index from 0; the first serves the page
  public ServiceProcess chatService(int index) {
    return nodes(ServiceKind.CHAT).get(index);
  }

  /// @param index from 0
  public ServiceProcess persistenceService(int index) {
    return nodes(ServiceKind.PERSISTENCE).get(index);
  }

  public List<ServiceProcess> nodes(ServiceKind kind) {
    return children.nodes(kind);
  }

  /// Between that node and that server.
  ///
  /// @param index from 0
  /// @throws IllegalStateException when the options wanted no proxies, or the node does not use the
  ///   server
  public TcpProxy link(ServiceKind kind, int index, ServerKind server) {
    return links.proxy(kind, index, server);
  }

  public KafkaServer kafka() {
    return children.server(KafkaServer.class);
  }

  public RedisServer redis() {
    return children.server(RedisServer.class);
  }

  public PostgresServer postgres() {
    return children.server(PostgresServer.class);
  }

  /// Undoes what a test has done: heals links, thaws what is frozen, starts what is down, lets
  /// PostgreSQL take writes, and returns when every node is ready.
  public void mend() {
    links.heal();
    children.mend();
  }

  /// Waits for a process that ends without having been asked to, and tells of it in one line.
  public ChildFailedException awaitDeath() throws InterruptedException {
    return children.awaitDeath();
  }

  /// Stops everything in order; the second call waits for the first and does nothing.
  @Override
  public void close() {
    synchronized (closeLock) {
      if (closed) {
        return;
      }
      closed = true;
      progress.stopping();
      try {
        training.close();
        children.stop();
      } finally {
        links.close();
        data.close();
        http.close();
        forgetShutdownHook();
      }
      progress.stopped();
    }
  }

  private void forgetShutdownHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hook is what runs this.
    }
  }
}
