package chat.maru.gateway.redis;

import chat.maru.contract.node.RedisKeys;
import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long a command's answer is waited for.
///
/// That of `SET`, which renews the lease, for as long as a lease lasts: it is told once whether the
/// lease was lost (D5), and a busy machine is no reason not to listen.
final class Patience extends TimeoutSource {
  private final Duration usual;

  Patience(Duration usual) {
    this.usual = usual;
  }

  @Override
  public long getTimeout(RedisCommand<?, ?, ?> command) {
    return (command.getType() == CommandType.SET ? RedisKeys.LEASE : usual).toMillis();
  }

  @Override
  public TimeUnit getTimeUnit() {
    return TimeUnit.MILLISECONDS;
  }
}
