package chat.maru.gateway.delivery;

import chat.maru.contract.node.RedisKeys;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.timer.Timer;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The clockwork of [NodeLife]: subscribes, and does each thing at its time until stopped.
public final class NodeRounds {
  private static final Duration REFRESH = RedisKeys.SESSIONS.dividedBy(4);

  private final NodeLife life;
  private final NodeChannel channel;
  private final NodeInbox inbox;
  private final Nodes nodes;
  private final Directory directory;
  private final Links links;
  private final List<Future<?>> rounds = new ArrayList<>(); // only the lifecycle thread
  private final Deafness channelDeafness = new Deafness(System.nanoTime());
  private final Deafness commandDeafness = new Deafness(System.nanoTime());

  NodeRounds(
      NodeLife life,
      NodeChannel channel,
      NodeInbox inbox,
      Nodes nodes,
      Directory directory,
      Links links) {
    this.life = life;
    this.channel = channel;
    this.inbox = inbox;
    this.nodes = nodes;
    this.directory = directory;
    this.links = links;
  }

  public void start() {
    links.client().addListener(new Interruptions());
    channel.open(new Hearing());
    renewLease();
    rounds.add(links.timer().every(Deafness.ROUND, () -> ping(System.nanoTime())));
    rounds.add(links.timer().every(RedisKeys.LEASE_RENEWAL, this::renewLease));
    rounds.add(links.timer().every(REFRESH, this::refresh));
  }

  /// Nobody finds this node any more when this returns, or after a second.
  public void stop() {
    rounds.forEach(round -> round.cancel(false));
    rounds.clear();
    channel.close();
    try {
      life.end().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // the lease runs out by itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ping(long now) {
    if (channelDeafness.isDeaf(now)) {
      life.interrupted(Break.SILENCE);
      channel.renew();
    }
    if (commandDeafness.isDeaf(now)) {
      life.interrupted(Break.SILENCE);
      links.redis().renew();
    }
    prove();
  }

  /// After a break the lease goes first: found missing after the ping came back, it would be
  /// another break, and all sessions would fetch twice.
  private void prove() {
    if (life.isAlive()) {
      life.ping(nodes);
    } else {
      var _ = renewed().whenComplete((_, _) -> life.ping(nodes));
    }
  }

  /// Who lost the lease pings at once: a second more would be too late for the sessions (D5).
  private void renewLease() {
    var _ =
        renewed()
            .thenAccept(kept -> {
              if (!kept) {
                life.ping(nodes);
              }
            });
  }

  private CompletableFuture<Boolean> renewed() {
    return life.renewLease()
        .whenComplete((_, failure) -> {
          if (failure == null) {
            commandDeafness.heard();
            directory.repeatRemovals();
          }
        });
  }

  private void refresh() {
    var _ = directory.rewrite();
  }

  /// What the rounds run on.
  record Links(RedisClient client, RedisLink redis, Timer timer) {}

  private final class Hearing implements NodeChannel.Hearer {
    @Override
    public void subscribed() {
      life.interrupted(Break.CONNECTION);
      prove();
    }

    @Override
    public void heard(byte[] payload) {
      channelDeafness.heard();
      inbox.take(payload, life::echo);
    }
  }

  private final class Interruptions implements RedisConnectionStateListener {
    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
      life.interrupted(Break.CONNECTION);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      life.interrupted(Break.CONNECTION);
    }
  }
}
