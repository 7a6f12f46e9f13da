package chat.maru.gateway.presence;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.delivery.Directory;
import chat.maru.gateway.redis.RedisLink;
import io.lettuce.core.KeyValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks a user up: devices in the directory, on nodes whose lease is live and of the same
/// incarnation.
final class PresenceLookup {
  private final RedisLink redis;
  private final Directory directory;
  private final Duration grace;
  private final Clock clock;

  PresenceLookup(RedisLink redis, Directory directory, Duration grace, Clock clock) {
    this.redis = redis;
    this.directory = directory;
    this.grace = grace;
    this.clock = clock;
  }

  Duration grace() {
    return grace;
  }

  CompletableFuture<PresenceState> of(UUID userId) {
    var live = directory.nodesOf(userId).thenCompose(entries -> anyLives(entries.values()));
    var seen = redis.ask(r -> r.get(RedisKeys.seen(userId)));
    return live.thenCombine(
        seen,
        (isLive, millis) -> PresenceState.judge(isLive, instant(millis), clock.instant(), grace));
  }

  private CompletableFuture<Boolean> anyLives(Collection<String> addresses) {
    Set<NodeAddress> nodes =
        addresses.stream().map(NodeAddress::parse).collect(Collectors.toUnmodifiableSet());
    if (nodes.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    String[] keys =
        nodes.stream()
            .map(NodeAddress::nodeId)
            .distinct()
            .map(RedisKeys::node)
            .toArray(String[]::new);
    return redis
        .ask(r -> r.mget(keys))
        .thenApply(leases ->
            leases.stream()
                .filter(KeyValue::hasValue)
                .map(lease -> address(lease.getValue()))
                .anyMatch(nodes::contains));
  }

  private static NodeAddress address(String lease) {
    return ContractJson.mapper().readValue(lease, NodeLease.class).address();
  }

  private static @Nullable Instant instant(@Nullable String millis) {
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
