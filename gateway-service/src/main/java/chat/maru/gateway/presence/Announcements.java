package chat.maru.gateway.presence;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.delivery.Nodes;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.timer.Timer;
import java.util.UUID;

/// Tells the nodes on which a user is watched that they came or left.
public final class Announcements {
  private final RedisLink redis;
  private final Nodes nodes;
  private final PresenceLookup lookup;
  private final Sessions sessions;
  private final Timer timer;

  Announcements(
      RedisLink redis, Nodes nodes, PresenceLookup lookup, Sessions sessions, Timer timer) {
    this.redis = redis;
    this.nodes = nodes;
    this.lookup = lookup;
    this.sessions = sessions;
    this.timer = timer;
  }

  /// The user's first session of this node is in the directory.
  public void came(UUID userId) {
    announce(userId, PresenceState.ONLINE);
  }

  /// The user's last session of this node is gone: after the grace, if there is none anywhere.
  public void left(UUID userId) {
    timer.after(lookup.grace(), () -> announceIfAway(userId));
  }

  private void announceIfAway(UUID userId) {
    if (!sessions.of(userId).isEmpty()) {
      return;
    }
    var _ =
        lookup
            .of(userId)
            .thenAccept(state -> {
              if (!state.online()) {
                announce(userId, state);
              }
            });
  }

  private void announce(UUID userId, PresenceState state) {
    String key = RedisKeys.watchers(userId);
    var message = new NodeMessage.Presence(userId, state.online(), state.lastSeenAt());
    var _ =
        redis
            .ask(r -> r.smembers(key))
            .thenAccept(watchers -> watchers.forEach(node -> tell(key, node, message)));
  }

  private void tell(String key, String node, NodeMessage message) {
    var _ =
        nodes
            .tell(NodeAddress.parse(node), message)
            .thenAccept(listeners -> {
              if (listeners == 0) {
                var _ = redis.ask(r -> r.srem(key, node));
              }
            });
  }
}
