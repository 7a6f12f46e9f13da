package chat.maru.chat.directory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection on which many commands go out with one write.
///
/// Whenever an answer fails or is late the connection is thrown away with all that was under way on
/// it, so that nothing stale is sent again after a reconnect, behind newer commands.
final class RedisLine implements AutoCloseable {
  private final RedisClient client;
  private final Duration patience;

  @GuardedBy("this")
  private @Nullable StatefulRedisConnection<String, byte[]> connection;

  RedisLine(RedisClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /// The answers of all commands, in their order.
  ///
  /// @throws DirectoryUnavailableException when one of them failed or was late
  <T> List<T> pipeline(
      Function<RedisAsyncCommands<String, byte[]>, List<RedisFuture<T>>> commands) {
    try {
      return answers(send(commands));
    } catch (RedisException | ExecutionException | TimeoutException e) {
      close();
      throw new DirectoryUnavailableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DirectoryUnavailableException(e);
    }
  }

  private synchronized <T> List<RedisFuture<T>> send(
      Function<RedisAsyncCommands<String, byte[]>, List<RedisFuture<T>>> commands) {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open == null) {
      open = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
      open.setAutoFlushCommands(false);
      open.setTimeout(patience);
      connection = open;
    }
    List<RedisFuture<T>> sent = commands.apply(open.async());
    open.flushCommands();
    return sent;
  }

  private <T> List<T> answers(List<RedisFuture<T>> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    // They come in this order: who waits for the last one first is woken once, not for each.
    if (!sent.isEmpty()) {
      T _ = sent.getLast().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    List<T> answers = new ArrayList<>(sent.size());
    for (RedisFuture<T> answer : sent) {
      answers.add(answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
    return answers;
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      var _ = connection.closeAsync(); // waiting for a dead peer helps nobody
      connection = null;
    }
  }
}
