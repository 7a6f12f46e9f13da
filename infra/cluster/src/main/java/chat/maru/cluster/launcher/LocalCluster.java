package chat.maru.cluster.launcher;

import chat.maru.cluster.client.wire.Trust;
import chat.maru.cluster.demo.DemoData;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.proxy.TcpProxy;
import chat.maru.cluster.state.ClusterState;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.server.KafkaServer;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.RedisServer;
import chat.maru.testkit.tls.CertificateFiles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable CertificateFiles certificate;
  private final HttpClient http;
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
    certificate =
        options.has(Trait.TLS)
            ? new LocalCertificates(data.certificates(), Clock.systemUTC()).current()
            : null;
    http = trust(certificate).http().connectTimeout(Duration.ofSeconds(2)).build();
  }

  /// Starts it without a word.
  public static LocalCluster start(ClusterOptions options) {
    return start(options, Progress.SILENT);
  }

  /// @throws ClusterException when it cannot even begin: a port or the data folder is taken, a jar
  ///   is missing
  /// @throws ChildFailedException when a part dies or does not become ready
  public static LocalCluster start(ClusterOptions options, Progress progress) {
    var repository = Repository.find();
    Map<ServiceKind, Path> jars = repository.jars();
    var data = DataFolder.open(options.data(), options.has(Trait.FRESH));
    try {
      new PortPlan(options.portBase()).refuseUsed(options);
    } catch (ClusterException e) {
      data.close();
      throw e;
    }
    var cluster = new LocalCluster(options, data, progress);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.bringUp(repository, jars);
      return cluster;
    } catch (RuntimeException e) {
      boolean stopped = cluster.children.isStopping();
      cluster.close();
      throw stopped ? new ClusterException("stopped before it was up") : e;
    }
  }

  private void bringUp(Repository repository, Map<ServiceKind, Path> jars) {
    if (!options.has(Trait.QUICK) && !options.has(Trait.REHEARSAL)) {
      new Rehearsal(repository, progress).ifDue(jars);
    }
    var extracted = new EnumMap<ServiceKind, Path>(ServiceKind.class);
    var up = new BringUp(options, data, links, children, repository.kafka(), progress);
    Together.run(List.of(up::servers, () -> extracted.putAll(ServiceJar.extracted(jars))));
    var commands = new ServiceCommands(extracted, settings(), data, options.traits());
    if (options.has(Trait.QUICK)) {
      training.run(commands);
    }
    up.nodes(commands, http);
    data.write(state());
    new PrometheusFiles(Repository.find().prometheus(), data.targets()).write(state());
    if (options.has(Trait.DEMO)) {
      makeDemoData();
    }
  }

  /// Once for each data folder: to look for what is there takes seconds of services that are cold.
  private void makeDemoData() {
    if (!data.hasDemo() && DemoData.make(http, URI.create(state().page()), progress::note)) {
      data.noteDemo();
    }
  }

  private ServiceSettings settings() {
    return new ServiceSettings(
        options,
        new PortPlan(options.portBase()),
        links,
        postgres().database(),
        data.keyring(),
        data.kek(),
        data.serviceToken(),
        certificate);
  }

  private static Trust trust(@Nullable CertificateFiles certificate) {
    return certificate == null ? Trust.OF_THE_JVM : Trust.in(List.of(certificate.authority()));
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
        stopChildren();
      } finally {
        links.close();
        data.close();
        http.close();
        forgetShutdownHook();
      }
      progress.stopped();
    }
  }

  private void stopChildren() {
    if (options.has(Trait.REHEARSAL)) {
      children.stopIdle();
    } else {
      children.stop();
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
