package chat.maru.gateway.redis;

import chat.maru.gateway.timer.Timer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection for all commands of this node, in the order they are given.
///
/// Made in the background, so that a gateway starts without Redis. While Redis is away a command
/// fails at once; one that gets no answer fails after `spring.data.redis.timeout`, a `SET` after a
/// lease's time.
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final RedisClient client;
  private final Timer timer;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean closed;

  RedisLink(RedisClient client, Timer timer) {
    this.client = client;
    this.timer = timer;
    renew();
  }

  /// Asks Redis; the future fails when it is away or gives no answer. Never blocks, never throws.
  public <T> CompletableFuture<T> ask(
      Function<RedisAsyncCommands<String, String>, RedisFuture<T>> question) {
    var current = connection;
    if (current == null) {
      return CompletableFuture.failedFuture(new RedisAwayException());
    }
    try {
      return question.apply(current.async()).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Replaces the connection, for a network that swallows packets and tells nobody; one that is
  /// known to be down comes back by itself. The old one goes on until the new one stands.
  /// Connecting blocks, so it has a thread of its own.
  public void renew() {
    var current = connection;
    boolean comesBack = current != null && !current.isOpen();
    if (!closed && !comesBack && connecting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("redis-connect").start(this::connect);
    }
  }

  @Override
  public void close() {
    closed = true;
    var current = connection;
    if (current != null) {
      current.close();
    }
  }

  private void connect() {
    try {
      var old = connection;
      connection = client.connect();
      connecting.set(false);
      if (old != null) {
        old.close();
      }
    } catch (RuntimeException e) {
      log.debug("Redis is not there", e);
      connecting.set(false);
      if (connection == null) {
        timer.after(PAUSE, this::renew);
      }
    }
  }
}
