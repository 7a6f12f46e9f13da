package chat.maru.gateway.delivery;

import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.timer.Timer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The subscription to this node's channel, on a connection of its own.
///
/// The hearer gets the payloads in order on Lettuce's thread of that connection and must not block.
/// Lettuce subscribes again by itself after a lost connection; what was published meanwhile is
/// lost, which [Liveness] finds out.
final class NodeChannel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeChannel.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final RedisClient client;
  private final Timer timer;
  private final String channel;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;
  private volatile @Nullable Hearer hearer;

  NodeChannel(RedisClient client, Timer timer, NodeAddress self) {
    this.client = client;
    this.timer = timer;
    this.channel = self.channel();
  }

  /// Subscribes in the background, as often as it takes.
  void open(Hearer hearer) {
    this.hearer = hearer;
    subscribe();
  }

  /// Subscribes on a new connection, for a network that swallows packets and tells nobody. One that
  /// is known to be down comes back by itself: a second one beside it would be another break, and
  /// all sessions would fetch again.
  void renew() {
    var current = connection;
    if (current == null || current.isOpen()) {
      subscribe();
    }
  }

  private void subscribe() {
    if (connecting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("redis-subscribe").start(this::connect);
    }
  }

  @Override
  public void close() {
    hearer = null;
    var current = connection;
    if (current != null) {
      current.close();
    }
  }

  private void connect() {
    @Nullable StatefulRedisPubSubConnection<String, byte[]> fresh = null;
    try {
      fresh = client.connectPubSub(CODEC);
      var old = connection;
      if (old != null) {
        old.close(); // before the new one is heard, so that nothing comes twice
      }
      connection = fresh;
      fresh.addListener(new Listener());
      fresh.sync().subscribe(channel);
      connecting.set(false);
    } catch (RuntimeException e) {
      log.debug("Not subscribed to {}", channel, e);
      connecting.set(false);
      if (hearer != null) {
        timer.after(PAUSE, fresh == null ? this::renew : this::subscribe);
      }
    }
  }

  /// Called on Lettuce's thread of the subscription.
  interface Hearer {
    /// Also after each lost connection.
    void subscribed();

    void heard(byte[] payload);
  }

  private final class Listener extends RedisPubSubAdapter<String, byte[]> {
    @Override
    public void message(String from, byte[] payload) {
      var current = hearer;
      if (current != null) {
        current.heard(payload);
      }
    }

    @Override
    public void subscribed(String to, long count) {
      var current = hearer;
      if (current != null) {
        current.subscribed();
      }
    }
  }
}
