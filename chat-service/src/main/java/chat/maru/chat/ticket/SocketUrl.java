package chat.maru.chat.ticket;

import chat.maru.contract.node.NodeLease;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Which address a browser is sent to.
final class SocketUrl {
  private SocketUrl() {}

  /// @param open gateways that take new sessions
  /// @param node the one that is wanted, or null for any
  /// @return empty when there is none
  static Optional<String> choose(
      List<NodeLease> open, @Nullable String node, RandomGenerator random) {
    List<String> urls =
        open.stream()
            .filter(lease -> node == null || lease.nodeId().equals(node))
            .map(NodeLease::url)
            .toList();
    return urls.isEmpty() ? Optional.empty() : Optional.of(urls.get(random.nextInt(urls.size())));
  }
}
