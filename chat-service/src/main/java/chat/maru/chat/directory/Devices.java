package chat.maru.chat.directory;

import chat.maru.contract.node.NodeAddress;
import java.util.Collection;
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

  /// The entries that say that their session is on one of the nodes.
  public Map<UUID, Set<String>> on(Collection<NodeAddress> nodes) {
    return sessions.entrySet().stream()
        .map(user -> Map.entry(user.getKey(), sessionsOn(nodes, user.getValue())))
        .filter(user -> !user.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> sessionsOn(
      Collection<NodeAddress> nodes, Map<String, NodeAddress> sessions) {
    return sessions.entrySet().stream()
        .filter(session -> nodes.contains(session.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
