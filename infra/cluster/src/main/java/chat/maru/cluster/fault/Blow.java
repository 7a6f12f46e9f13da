package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.proxy.TcpProxy;
import chat.maru.testkit.server.PostgresServer;

/// A fault and the part of a running cluster that it strikes.
sealed interface Blow {

  static Blow of(Fault fault, LocalCluster cluster) {
    return switch (fault) {
      case Fault.ReadOnly _ -> new OnDatabase(cluster.postgres());
      case Fault.OfProcess against -> new OnProcess(Victim.of(against.target(), cluster), against);
      case Fault.OfLink against -> {
        var node = against.target().node();
        var server = against.target().server();
        yield new OnLink(cluster.link(node.kind(), node.index(), server.kind()), against);
      }
    };
  }

  void fall();

  /// Returns when what was struck is ready. A link is at once: whether the node behind it is ready
  /// too depends on what else happens to that.
  void repair();

  /// One process, struck and repaired by one thread at a time.
  record OnProcess(Victim victim, Fault.OfProcess fault) implements Blow {
    @Override
    public void fall() {
      switch (fault) {
        case Fault.Kill _, Fault.LoseRedis _ -> victim.kill();
        case Fault.Freeze _ -> victim.freeze();
        case Fault.Restart _ -> victim.stop();
      }
    }

    @Override
    public void repair() {
      switch (fault) {
        case Fault.Kill _, Fault.Restart _ -> victim.start();
        case Fault.Freeze _ -> victim.thaw();
        case Fault.LoseRedis _ -> victim.startEmpty();
      }
    }
  }

  /// It takes no writes.
  record OnDatabase(PostgresServer postgres) implements Blow {
    @Override
    public void fall() {
      postgres.refuseWrites();
    }

    @Override
    public void repair() {
      postgres.allowWrites();
    }
  }

  /// The connections of one node with one server.
  record OnLink(TcpProxy link, Fault.OfLink fault) implements Blow {
    @Override
    public void fall() {
      switch (fault) {
        case Fault.Cut _ -> link.cut();
        case Fault.HalfOpen _ -> link.halfOpen();
        case Fault.Delay(_, var by, _) -> link.delay(by);
        case Fault.Swallow(_, var direction, _) -> link.swallow(direction);
      }
    }

    @Override
    public void repair() {
      link.heal();
    }
  }
}
