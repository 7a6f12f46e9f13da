package chat.maru.cluster.launcher;

import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.process.ChildProcess;
import chat.maru.testkit.server.EmbeddedServer;
import chat.maru.testkit.server.PostgresServer;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All processes of one cluster. Once [#stop()] has begun, nothing new stays. Thread-safe.
final class Children {

  private final BlockingQueue<ChildProcess> deaths = new LinkedBlockingQueue<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private boolean stopping;

  @GuardedBy("lock")
  private final List<EmbeddedServer> servers = new ArrayList<>();

  @GuardedBy("lock")
  private final Map<ServiceKind, List<ServiceProcess>> nodes = new EnumMap<>(ServiceKind.class);

  /// Starts a server, which may take long.
  void add(Supplier<? extends EmbeddedServer> start) {
    EmbeddedServer server = start.get();
    synchronized (lock) {
      if (!stopping) {
        servers.add(server);
        server.watchedBy(this::watch);
        return;
      }
    }
    server.stop();
    throw new ClusterException("the cluster was stopped");
  }

  void add(ServiceKind kind, Supplier<ServiceProcess> start) {
    synchronized (lock) {
      nodes.computeIfAbsent(kind, _ -> new ArrayList<>()).add(start.get());
    }
  }

  /// Starts one process of a node.
  ChildProcess start(ChildCommand command) {
    synchronized (lock) {
      if (stopping) {
        throw new ClusterException("the cluster was stopped");
      }
      var child = ChildProcess.start(command);
      watch(child);
      return child;
    }
  }

  /// Waits for a process that ends without having been asked to.
  ChildFailedException awaitDeath() throws InterruptedException {
    return ChildFailedException.dead(deaths.take());
  }

  List<ServiceProcess> nodes(ServiceKind kind) {
    synchronized (lock) {
      return List.copyOf(nodes.getOrDefault(kind, List.of()));
    }
  }

  <S extends EmbeddedServer> S server(Class<S> type) {
    synchronized (lock) {
      return servers.stream()
          .filter(type::isInstance)
          .map(type::cast)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + " does not run"));
    }
  }

  /// Servers first, as nodes wait for them.
  void mend() {
    List<EmbeddedServer> all;
    synchronized (lock) {
      all = List.copyOf(servers);
    }
    Together.run(all.stream().<Runnable>map(server -> () -> mend(server)).toList());
    Together.run(
        Stream.of(ServiceKind.values())
            .flatMap(kind -> nodes(kind).stream())
            .<Runnable>map(node -> () -> mend(node))
            .toList());
  }

  private static void mend(EmbeddedServer server) {
    if (server.isAlive()) {
      server.thaw();
      server.awaitAnswer();
    } else {
      server.restart();
    }
    if (server instanceof PostgresServer postgres) {
      postgres.allowWrites();
    }
  }

  private static void mend(ServiceProcess node) {
    if (node.isAlive()) {
      node.thaw();
      node.awaitReady();
    } else {
      node.restart();
    }
  }

  boolean isStopping() {
    synchronized (lock) {
      return stopping;
    }
  }

  /// Gateways first: they drain into services that still answer. Then the other services, then what
  /// those stand on.
  void stop() {
    begin();
    stop(nodes(ServiceKind.GATEWAY).stream());
    stop(
        Stream.of(ServiceKind.CHAT, ServiceKind.PERSISTENCE).flatMap(kind -> nodes(kind).stream()));
    stopServers();
  }

  /// All services side by side: nobody talks to them any more. Then what they stand on.
  void stopIdle() {
    begin();
    stop(Stream.of(ServiceKind.values()).flatMap(kind -> nodes(kind).stream()));
    stopServers();
  }

  private void begin() {
    synchronized (lock) {
      stopping = true;
    }
  }

  private void stopServers() {
    List<EmbeddedServer> running;
    synchronized (lock) {
      running = List.copyOf(servers);
    }
    Together.run(running.stream().<Runnable>map(server -> server::stop).toList());
  }

  private static void stop(Stream<ServiceProcess> nodes) {
    Together.run(nodes.<Runnable>map(node -> node::stop).toList());
  }

  private void watch(ChildProcess child) {
    var _ =
        child
            .onExit()
            .thenAccept(ended -> {
              if (!ended.endMeant()) {
                deaths.add(ended);
              }
            });
  }
}
