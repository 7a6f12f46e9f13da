package chat.maru.cluster.fault;

import chat.maru.cluster.launcher.ServiceKind;

/// How many nodes each service has; at least one.
public record ClusterShape(int gateways, int chatServices, int persistenceServices) {

  public ClusterShape {
    if (Math.min(gateways, Math.min(chatServices, persistenceServices)) < 1) {
      throw new IllegalArgumentException(
          "nodes: %d, %d, %d (expected: each >= 1)"
              .formatted(gateways, chatServices, persistenceServices));
    }
  }

  int nodes(ServiceKind kind) {
    return switch (kind) {
      case GATEWAY -> gateways;
      case CHAT -> chatServices;
      case PERSISTENCE -> persistenceServices;
    };
  }
}
