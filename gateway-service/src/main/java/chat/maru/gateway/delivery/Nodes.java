package chat.maru.gateway.delivery;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage;
import chat.maru.gateway.redis.RedisLink;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Tells other gateways, and this one, what passes: typing and presence. At most once; nobody is
/// told when it fails.
public final class Nodes {
  private final RedisLink redis;
  private final Directory directory;

  Nodes(RedisLink redis, Directory directory) {
    this.redis = redis;
    this.directory = directory;
  }

  /// To every node that holds a device of the user.
  public void tellNodesOf(UUID userId, NodeMessage message) {
    String batch = batch(message);
    var _ =
        directory
            .nodesOf(userId)
            .thenAccept(entries -> {
              for (NodeAddress node : addresses(entries.values())) {
                var _ =
                    publish(node, batch)
                        .thenAccept(listeners -> {
                          if (listeners == 0) {
                            directory.sweep(userId, node);
                          }
                        });
              }
            });
  }

  /// Completes with the number of listeners; 0 is a node that is dead or between two subscriptions.
  public CompletableFuture<Long> tell(NodeAddress node, NodeMessage message) {
    return publish(node, batch(message));
  }

  private CompletableFuture<Long> publish(NodeAddress node, String batch) {
    return redis.ask(r -> r.publish(node.channel(), batch));
  }

  private static Set<NodeAddress> addresses(Collection<String> texts) {
    return texts.stream().map(NodeAddress::parse).collect(Collectors.toUnmodifiableSet());
  }

  private static String batch(NodeMessage message) {
    return ContractJson.mapper().writeValueAsString(new NodeBatch(List.of(message)));
  }
}
