package chat.maru.cluster.launcher;

import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.proxy.TcpProxy;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.KafkaServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How each node reaches each server: directly, or through a proxy of its own.
///
/// Kafka tells clients where to connect, so it gets a listener for each proxy, which advertises
/// that proxy. What is no service, as tests are, reaches the servers directly.
final class Links implements AutoCloseable {

  private record Name(ServiceKind kind, int index, ServerKind server) {}

  private final PortPlan ports;
  private final Map<Name, TcpProxy> proxies = new HashMap<>();
  private final List<KafkaServer.Relay> relays = new ArrayList<>();

  private Links(PortPlan ports) {
    this.ports = ports;
  }

  static Links of(ClusterOptions options, PortPlan ports) {
    var links = new Links(ports);
    if (options.has(Trait.PROXIES)) {
      for (var kind : ServiceKind.values()) {
        for (int i = 0; i < options.number(kind); i++) {
          links.open(kind, i);
        }
      }
    }
    return links;
  }

  /// Where the node is to connect to reach the server.
  int port(ServiceKind kind, int index, ServerKind server) {
    var proxy = proxies.get(new Name(kind, index, server));
    return proxy == null ? ports.server(server) : proxy.port();
  }

  /// @throws IllegalStateException when no proxy is there
  TcpProxy proxy(ServiceKind kind, int index, ServerKind server) {
    var proxy = proxies.get(new Name(kind, index, server));
    if (proxy == null) {
      throw new IllegalStateException(
          "proxy between %s and %s: none (expected: a cluster with proxies, and a node that uses it)"
              .formatted(kind.nameOf(index), server));
    }
    return proxy;
  }

  List<KafkaServer.Relay> kafkaRelays() {
    return List.copyOf(relays);
  }

  void heal() {
    proxies.values().forEach(TcpProxy::heal);
  }

  @Override
  public void close() {
    proxies.values().forEach(TcpProxy::close);
  }

  private void open(ServiceKind kind, int index) {
    for (var server : ServerKind.values()) {
      if (server.serves(kind)) {
        var name = new Name(kind, index, server);
        proxies.put(name, server == ServerKind.KAFKA ? relayed() : direct(server));
      }
    }
  }

  private TcpProxy direct(ServerKind server) {
    return TcpProxy.start(ports.server(server));
  }

  private TcpProxy relayed() {
    int listener = Ports.free();
    var proxy = TcpProxy.start(listener);
    relays.add(new KafkaServer.Relay(listener, proxy.port()));
    return proxy;
  }
}
