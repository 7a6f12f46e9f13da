package chat.maru.chat.directory;

import chat.maru.contract.node.NodeAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where users were connected when the directory was asked.
///
/// @param sessions user → session id → its node; users without a session are absent
public record Devices(Map<UUID, Map<String, NodeAddress>> sessions) {

  /// Whether the user has any session.
  public boolean anyOf(UUID userId) {
    return !sessions.getOrDefault(userId, Map.of()).isEmpty();
  }

  /// The distinct nodes that hold sessions of the user.
  public Set<NodeAddress> nodesOf(UUID userId) {
    return Set.copyOf(sessions.getOrDefault(userId, Map.of()).values());
  }

  /// The users with a session on the node.
  public Set<UUID> usersOn(NodeAddress node) {
    return sessions.entrySet().stream()
        .filter(user -> user.getValue().containsValue(node))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
