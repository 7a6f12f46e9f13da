package chat.maru.gateway.delivery;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.redis.RedisLink;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this node findable: renews its lease, pings its own channel, and makes good what a break
/// may have cost: writes all directory entries again, then tells all sessions to fetch (D5).
public final class NodeLife {
  private static final Logger log = LoggerFactory.getLogger(NodeLife.class);
  private static final String DELETE_OURS =
      "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

  private final RedisLink redis;
  private final NodeAddress self;
  private final String url;
  private final Directory directory;
  private final Resync resync;
  private final Liveness liveness = new Liveness();
  private volatile boolean known;
  private volatile boolean draining;
  private volatile boolean leased; // false until the first lease, which may well be missing

  NodeLife(RedisLink redis, NodeAddress self, String url, Directory directory, Resync resync) {
    this.redis = redis;
    this.self = self;
    this.url = url;
    this.directory = directory;
    this.resync = resync;
  }

  public NodeAddress self() {
    return self;
  }

  /// Whether a session opened now misses nothing: its subscription works.
  public boolean isAlive() {
    return liveness.isAlive();
  }

  /// True for good once the subscription was known to work.
  public boolean known() {
    return known;
  }

  /// A ping to ourselves; a publish that fails shows itself as a missing number. One at a time, so
  /// that they go out in the order of their numbers.
  synchronized void ping(Nodes nodes) {
    var _ = nodes.tell(self, new NodeMessage.Ping(liveness.next()));
  }

  /// Hears our own ping.
  void echo(long number) {
    known = true;
    liveness.echo(number).ifPresent(this::repair);
  }

  /// From here on something may be missing.
  void interrupted(Break cause) {
    liveness.interrupted(cause);
  }

  /// Says that this node lives; a lease that is not ours any more means that others may have taken
  /// this node for dead and swept its entries.
  ///
  /// A renewal without an answer may have been the one that found the lease gone: that counts as
  /// lost.
  ///
  /// @return whether it was still ours; if not, or if that fails, the next ping that comes back
  ///   makes that good
  CompletableFuture<Boolean> renewLease() {
    String lease = lease();
    var _ = redis.ask(r -> r.sadd(RedisKeys.NODES, self.nodeId()));
    return redis
        .ask(r ->
            r.setGet(
                RedisKeys.node(self.nodeId()),
                lease,
                SetArgs.Builder.px(RedisKeys.LEASE.toMillis())))
        .thenApply(this::leased)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            leased = true;
            liveness.interrupted(Break.LEASE);
          }
        });
  }

  /// Clients are not sent here any more.
  public void drain() {
    draining = true;
    var _ = renewLease();
  }

  /// The last word: nobody waits for the lease to run out.
  CompletableFuture<?> end() {
    return redis.ask(r ->
        r.<Long>eval(
            DELETE_OURS,
            ScriptOutputType.INTEGER,
            new String[] {RedisKeys.node(self.nodeId())},
            lease()));
  }

  private boolean leased(@Nullable String previous) {
    boolean kept = !leased || (previous != null && isOurs(previous));
    if (!kept) {
      log.warn("The lease of {} was {}", self.text(), previous == null ? "missing" : "foreign");
      liveness.interrupted(Break.LEASE);
    }
    leased = true;
    return kept;
  }

  private boolean isOurs(String lease) {
    return ContractJson.mapper().readValue(lease, NodeLease.class).address().equals(self);
  }

  private void repair(Break cause) {
    var _ =
        directory
            .rewrite()
            .whenComplete((_, failure) -> {
              if (failure == null) {
                resync.tellAll(cause);
              } else {
                liveness.interrupted(cause);
              }
            });
  }

  private String lease() {
    return ContractJson.mapper()
        .writeValueAsString(new NodeLease(self.nodeId(), self.incarnation(), url, draining));
  }
}
