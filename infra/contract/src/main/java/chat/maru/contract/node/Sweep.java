package chat.maru.contract.node;

import java.util.UUID;

/// Takes a user's entries of a node out of the session directory if the node's lease is gone or of
/// another life; while it has the lease they stay, though nobody may listen for the moment.
///
/// Looking at the lease and removing are one step of Redis. A node that lost its lease finds that
/// out when it renews it and then writes its entries again: so whatever a sweep took from a node
/// that lives, however late it came, comes back (D5).
///
/// @param dead the life of the node at which a publish found nobody
public record Sweep(UUID userId, NodeAddress dead) {

  /// KEYS the user's sessions, the node's lease; ARGV the address as the directory has it, the
  /// incarnation. Returns how many entries went.
  public static final String SCRIPT =
      """
      local lease = redis.call('get', KEYS[2])
      if lease then
        local read, holder = pcall(cjson.decode, lease)
        if read and type(holder) == 'table' and holder.incarnation == ARGV[2] then
          return 0
        end
      end
      local gone = 0
      local entries = redis.call('hgetall', KEYS[1])
      for i = 1, #entries, 2 do
        if entries[i + 1] == ARGV[1] then
          gone = gone + redis.call('hdel', KEYS[1], entries[i])
        end
      end
      return gone
      """;

  public String[] keys() {
    return new String[] {RedisKeys.sessions(userId), RedisKeys.node(dead.nodeId())};
  }

  public String[] arguments() {
    return new String[] {dead.text(), dead.incarnation()};
  }
}
