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

  /// The distinct nodes that hold sessions of the user.
  public Set<NodeAddress> nodesOf(UUID userId) {
    return Set.copyOf(sessions.getOrDefault(userId, Map.of()).values());
  }

  /// The users with a session on the node.
  Set<UUID> usersOf(NodeAddress node) {
    return sessions.entrySet().stream()
        .filter(user -> user.getValue().containsValue(node))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The user's sessions of which the directory said that they are on the node.
  Set<String> sessionsOn(NodeAddress node, UUID userId) {
    return sessions.getOrDefault(userId, Map.of()).entrySet().stream()
        .filter(session -> session.getValue().equals(node))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
