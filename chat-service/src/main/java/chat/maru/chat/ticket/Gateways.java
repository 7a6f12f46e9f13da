package chat.maru.chat.ticket;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.core.JacksonException;

/// The gateways that live and take new sessions, by their leases.
class Gateways {
  private final StringRedisTemplate redis;

  Gateways(StringRedisTemplate redis) {
    this.redis = redis;
  }

  /// @throws org.springframework.dao.DataAccessException when Redis is away
  List<NodeLease> open() {
    Set<String> names = redis.opsForSet().members(RedisKeys.NODES);
    if (names == null || names.isEmpty()) {
      return List.of();
    }
    List<String> ids = List.copyOf(names);
    List<@Nullable String> leases =
        redis.opsForValue().multiGet(ids.stream().map(RedisKeys::node).toList());
    List<NodeLease> open = new ArrayList<>();
    for (int i = 0; leases != null && i < ids.size(); i++) {
      if (leases.get(i) == null) {
        redis.opsForSet().remove(RedisKeys.NODES, ids.get(i)); // it adds itself again if it lives
      } else {
        parse(leases.get(i)).filter(lease -> !lease.draining()).ifPresent(open::add);
      }
    }
    return open;
  }

  private static Optional<NodeLease> parse(String json) {
    try {
      return Optional.of(ContractJson.mapper().readValue(json, NodeLease.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
