package chat.maru.gateway.presence;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.delivery.PresenceNews;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.session.Session;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Everybody who is watched on this node.
final class Watches implements PresenceNews {
  static final int SLICES = 15;

  private final RedisLink redis;
  private final NodeAddress self;
  private final PresenceLookup lookup;
  private final Map<UUID, Watched> byUser = new ConcurrentHashMap<>();
  private int slice; // only the timer

  Watches(RedisLink redis, NodeAddress self, PresenceLookup lookup) {
    this.redis = redis;
    this.self = self;
    this.lookup = lookup;
  }

  /// Tells the session how the user is now and from now on; fails when Redis gives no answer, and
  /// then the poll tells later.
  CompletableFuture<Void> watch(Session session, UUID userId) {
    Watched watched =
        byUser.compute(
            userId,
            (user, old) -> {
              Watched entry = old == null ? new Watched(user) : old;
              entry.add(session);
              return entry;
            });
    enter(userId);
    long since = watched.news();
    return lookup.of(userId).thenAccept(state -> watched.snapshot(session, state, since));
  }

  void unwatch(Session session, UUID userId) {
    var left =
        byUser.computeIfPresent(userId, (_, watched) -> watched.remove(session) ? null : watched);
    if (left == null) {
      var _ = redis.ask(r -> r.srem(RedisKeys.watchers(userId), self.text()));
    }
  }

  @Override
  public void heard(NodeMessage.Presence news) {
    Watched watched = byUser.get(news.userId());
    if (watched != null) {
      watched.heard(new PresenceState(news.online(), news.lastSeenAt()));
    }
  }

  /// Looks up the next part of those who are watched here, and everybody in [#SLICES] calls: all at
  /// once would keep Redis from those who connect. From one thread.
  void pollNext() {
    slice = (slice + 1) % SLICES;
    byUser.forEach((userId, watched) -> {
      if (Math.floorMod(userId.hashCode(), SLICES) == slice) {
        enter(userId);
        long since = watched.news();
        var _ = lookup.of(userId).thenAccept(state -> watched.lookedUp(state, since));
      }
    });
  }

  private void enter(UUID userId) {
    String key = RedisKeys.watchers(userId);
    var _ = redis.ask(r -> r.sadd(key, self.text()));
    var _ = redis.ask(r -> r.expire(key, RedisKeys.WATCHERS));
  }
}
