package chat.maru.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection for all commands of this node, in the order they are given.
///
/// Made in the background, so that a gateway starts without Redis. While Redis is away a command
/// fails at once; one that gets no answer fails after `spring.data.redis.timeout`.
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final long PAUSE_MILLIS = 300;

  private final RedisClient client;
  private final ScheduledExecutorService timer;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean closed;

  RedisLink(RedisClient client, ScheduledExecutorService timer) {
    this.client = client;
    this.timer = timer;
    connect();
  }

  /// @throws RedisAwayException while there was no connection yet
  public RedisAsyncCommands<String, String> commands() {
    var current = connection;
    if (current == null) {
      throw new RedisAwayException();
    }
    return current.async();
  }

  /// True for good once Redis was reached.
  public boolean reached() {
    return connection != null;
  }

  /// True while the connection stands, as far as this side knows.
  public boolean isUp() {
    var current = connection;
    return current != null && current.isOpen();
  }

  @Override
  public void close() {
    closed = true;
    var current = connection;
    if (current != null) {
      current.close();
    }
  }

  /// Connecting blocks, so it has a thread of its own.
  private void connect() {
    Thread.ofVirtual().name("redis-connect").start(this::tryOnce);
  }

  private void tryOnce() {
    try {
      connection = client.connect();
    } catch (RuntimeException e) {
      log.debug("Redis is not there yet", e);
      if (!closed && !timer.isShutdown()) {
        var _ = timer.schedule(this::connect, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }
}
