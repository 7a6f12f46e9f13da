package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.ServiceKind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How many nodes each service has; at least one.
///
/// @param linked whether the nodes' connections with servers can be hurt: the cluster has proxies
public record ClusterShape(
    int gateways, int chatServices, int persistenceServices, boolean linked) {

  public ClusterShape {
    if (Math.min(gateways, Math.min(chatServices, persistenceServices)) < 1) {
      throw new IllegalArgumentException(
          "nodes: %d, %d, %d (expected: each >= 1)"
              .formatted(gateways, chatServices, persistenceServices));
    }
  }

  /// Only processes can be hurt.
  public ClusterShape(int gateways, int chatServices, int persistenceServices) {
    this(gateways, chatServices, persistenceServices, false);
  }

  public ClusterShape withLinks() {
    return new ClusterShape(gateways, chatServices, persistenceServices, true);
  }

  List<Target.Node> all(ServiceKind kind) {
    return IntStream.range(0, nodes(kind)).mapToObj(i -> new Target.Node(kind, i)).toList();
  }

  /// None when they can't be hurt.
  List<Target.Link> links() {
    return Stream.of(ServiceKind.values())
        .filter(_ -> linked)
        .flatMap(kind -> all(kind).stream())
        .flatMap(node ->
            Stream.of(Target.Server.values())
                .filter(server -> server.kind().serves(node.kind()))
                .map(server -> new Target.Link(node, server)))
        .toList();
  }

  int nodes(ServiceKind kind) {
    return switch (kind) {
      case GATEWAY -> gateways;
      case CHAT -> chatServices;
      case PERSISTENCE -> persistenceServices;
    };
  }
}
