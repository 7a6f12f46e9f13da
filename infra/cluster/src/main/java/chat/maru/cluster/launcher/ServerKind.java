package chat.maru.cluster.launcher;

import java.util.Set;

/// What services stand on; a cluster has one of each.
public enum ServerKind {
  KAFKA(Set.of(ServiceKind.values())),
  REDIS(Set.of(ServiceKind.GATEWAY, ServiceKind.CHAT)),
  POSTGRES(Set.of(ServiceKind.CHAT, ServiceKind.PERSISTENCE));

  private final Set<ServiceKind> users;

  ServerKind(Set<ServiceKind> users) {
    this.users = users;
  }

  /// Whether nodes of that kind have connections to it.
  public boolean serves(ServiceKind kind) {
    return users.contains(kind);
  }
}
