package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.ServiceProcess;
import chat.maru.testkit.server.EmbeddedServer;
import chat.maru.testkit.server.RedisServer;

/// One process of a running cluster, struck and repaired by one thread at a time.
sealed interface Victim {

  static Victim of(Target target, LocalCluster cluster) {
    return switch (target) {
      case Target.Node(var kind, int index) -> new Node(cluster.nodes(kind).get(index));
      case Target.Server server ->
          new Server(
              switch (server) {
                case KAFKA -> cluster.kafka();
                case REDIS -> cluster.redis();
                case POSTGRES -> cluster.postgres();
              });
      case Target.Link link ->
          throw new IllegalArgumentException(link.label() + " (expected: a process)");
    };
  }

  void kill();

  void freeze();

  /// Returns when it is ready.
  void thaw();

  /// SIGTERM; returns when it has ended.
  void stop();

  /// Up again; returns when it is ready.
  void start();

  /// Up again without what it held.
  default void startEmpty() {
    throw new UnsupportedOperationException("only Redis loses its data");
  }

  /// A node of a service.
  record Node(ServiceProcess process) implements Victim {
    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public void freeze() {
      process.freeze();
    }

    @Override
    public void thaw() {
      process.thaw();
      process.awaitReady();
    }

    @Override
    public void stop() {
      boolean _ = process.stop();
    }

    @Override
    public void start() {
      process.restart();
    }
  }

  /// One of the servers.
  record Server(EmbeddedServer server) implements Victim {
    @Override
    public void kill() {
      server.kill();
    }

    @Override
    public void freeze() {
      server.freeze();
    }

    @Override
    public void thaw() {
      server.thaw();
      server.awaitAnswer();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public void start() {
      server.restart();
    }

    @Override
    public void startEmpty() {
      if (!(server instanceof RedisServer redis)) {
        throw new UnsupportedOperationException("only Redis loses its data");
      }
      redis.restartEmpty();
    }
  }
}
