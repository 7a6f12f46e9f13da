package chat.maru.gateway.delivery;

import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.Sweep;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// The session directory: a hash per user, a field per session, so that one that closes never takes
/// another's entry along. A removal that Redis did not take is repeated when it is back.
public final class Directory {
  private final RedisLink redis;
  private final NodeAddress self;
  private final Sessions sessions;
  private final Removals removals;

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

  /// Writes the entries of all sessions of this node. One that closes meanwhile may have removed
  /// its entry before we wrote it, so it is removed again.
  CompletableFuture<Void> rewrite() {
    var written = new ArrayList<CompletableFuture<?>>();
    sessions.forEach(session -> {
      written.add(enter(session));
      if (session.isGone()) {
        remove(session);
      }
    });
    return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new));
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
