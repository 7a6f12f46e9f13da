package chat.maru.gateway.delivery;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.Sweep;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// The session directory: a hash per user, a field per session, so that one that closes never takes
/// another's entry along. A removal that Redis did not take is repeated when it is back.
public final class Directory {
  private static final int SLICE = 500; // sessions, each with two commands

  private final RedisLink redis;
  private final NodeAddress self;
  private final Sessions sessions;
  private final Removals removals;

  @GuardedBy("this")
  private CompletableFuture<Void> lastRewrite = CompletableFuture.completedFuture(null);

  Directory(RedisLink redis, NodeAddress self, Sessions sessions) {
    this.redis = redis;
    this.self = self;
    this.sessions = sessions;
    this.removals =
        new Removals(entry ->
            redis.ask(
                r -> r.hdel(RedisKeys.sessions(entry.userId()), entry.sessionId().toString())));
  }

  /// Done when every publisher can find the session.
  public CompletableFuture<Void> enter(Session session) {
    String key = RedisKeys.sessions(session.userId());
    var written = redis.ask(r -> r.hset(key, session.id().toString(), self.text()));
    var kept = redis.ask(r -> r.expire(key, RedisKeys.SESSIONS));
    return CompletableFuture.allOf(written, kept);
  }

  /// @param lastOfUser on this node; the user was seen until now
  public void leave(Session session, boolean lastOfUser, Instant now) {
    remove(session);
    if (lastOfUser) {
      var _ =
          redis.ask(r ->
              r.set(
                  RedisKeys.seen(session.userId()),
                  Long.toString(now.toEpochMilli()),
                  SetArgs.Builder.ex(RedisKeys.SEEN)));
    }
  }

  /// Writes the entries of all sessions of this node, when an earlier rewrite is over. Fails with
  /// the first slice of them that Redis does not confirm.
  synchronized CompletableFuture<Void> rewrite() {
    lastRewrite =
        lastRewrite
            .handle((_, _) -> {
              var all = new ArrayList<Session>();
              sessions.forEach(all::add);
              return all;
            })
            .thenCompose(this::rewrite);
    return lastRewrite;
  }

  /// The rest only after the first slice: commands that are asked for all at once time out all at
  /// once, and a node with many sessions would begin anew for ever.
  private CompletableFuture<Void> rewrite(List<Session> left) {
    List<Session> slice = left.subList(0, Math.min(SLICE, left.size()));
    var written =
        CompletableFuture.allOf(
            slice.stream().map(this::again).toArray(CompletableFuture<?>[]::new));
    return slice.size() == left.size()
        ? written
        : written.thenCompose(_ -> rewrite(left.subList(slice.size(), left.size())));
  }

  /// One that closes meanwhile may have removed its entry before we wrote it, so it is removed
  /// again.
  private CompletableFuture<Void> again(Session session) {
    var written = enter(session);
    if (session.isGone()) {
      remove(session);
    }
    return written;
  }

  /// Removes what names this node for the user, but for sessions that are here. A Redis that died
  /// or a failover may bring back entries whose removal was confirmed, and as long as one is there
  /// the user counts as online and gets no notification. A session is in [Sessions] before it is in
  /// the directory.
  void removeGhosts(UUID userId) {
    var _ =
        nodesOf(userId)
            .thenAccept(entries -> {
              Set<String> here =
                  sessions.of(userId).stream()
                      .map(session -> session.id().toString())
                      .collect(Collectors.toUnmodifiableSet());
              entries.forEach((session, node) -> {
                if (node.equals(self.text()) && !here.contains(session)) {
                  removals.remove(new Removals.Entry(userId, UUID.fromString(session)));
                }
              });
            });
  }

  /// Removes what closed while Redis was away; for whenever it has just answered.
  void repeatRemovals() {
    removals.repeat();
  }

  /// Where a user's devices are: session id to [NodeAddress#text].
  public CompletableFuture<Map<String, String>> nodesOf(UUID userId) {
    return redis.ask(r -> r.hgetall(RedisKeys.sessions(userId)));
  }

  /// Removes the user's entries of a node that nobody listens for, if it is dead.
  void sweep(UUID userId, NodeAddress unheard) {
    var sweep = new Sweep(userId, unheard);
    var _ =
        redis.ask(r ->
            r.<Long>eval(Sweep.SCRIPT, ScriptOutputType.INTEGER, sweep.keys(), sweep.arguments()));
  }

  private void remove(Session session) {
    removals.remove(new Removals.Entry(session.userId(), session.id()));
  }
}
