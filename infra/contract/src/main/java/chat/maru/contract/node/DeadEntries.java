package chat.maru.contract.node;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;

/// The only way in which anyone but a session's own gateway removes its directory entry (D5).
///
/// That nobody listened to a publish does not prove a node dead: it may be between two
/// subscriptions, and have written its entries again before a slow publisher comes to sweep them;
/// nobody would write them a third time. So the look at the node's lease and the removal are one
/// step in Redis. A node whose lease was gone or foreign at that moment finds this out when it
/// renews it next, and then writes all its entries.
public final class DeadEntries {

  /// Returns the number of entries removed: 0 while the lease says that this life of the node goes
  /// on. Call with [#keys] and [#arguments].
  public static final String REMOVE =
      """
      local lease = redis.call('get', KEYS[1])
      if lease then
        local readable, node = pcall(cjson.decode, lease)
        if readable and type(node) == 'table' and node.incarnation == ARGV[1] then
          return 0
        end
      end
      return redis.call('hdel', KEYS[2], unpack(ARGV, 2))
      """;

  private DeadEntries() {}

  public static String[] keys(NodeAddress node, UUID userId) {
    return new String[] {RedisKeys.node(node.nodeId()), RedisKeys.sessions(userId)};
  }

  /// @param sessions of the user on that node, one at least
  public static String[] arguments(NodeAddress node, Collection<String> sessions) {
    return Stream.concat(Stream.of(node.incarnation()), sessions.stream()).toArray(String[]::new);
  }
}
