package chat.maru.gateway.redis;

import chat.maru.gateway.timer.Timer;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration RECONNECT = Duration.ofMillis(200);

  @Bean
  LettuceClientOptionsBuilderCustomizer failAtOnceWhileRedisIsAway(
      @Value("${spring.data.redis.timeout}") Duration timeout) {
    return options ->
        options
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.builder().timeoutSource(new Patience(timeout)).build())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(CONNECT)
                    .keepAlive(
                        KeepAliveOptions.builder()
                            .enable()
                            .idle(Duration.ofSeconds(5))
                            .interval(Duration.ofSeconds(1))
                            .count(3)
                            .build())
                    .build());
  }

  /// The default pauses grow to half a minute; D5 wants the tail found within 2 s.
  @Bean
  ClientResourcesBuilderCustomizer reconnectSoon() {
    return resources -> resources.reconnectDelay(Delay.constant(RECONNECT));
  }

  @Bean
  RedisClient redisClient(LettuceConnectionFactory factory) {
    if (factory.getRequiredNativeClient() instanceof RedisClient client) {
      return client;
    }
    throw new IllegalStateException(
        "Redis: a cluster (expected: one server or Sentinel, node channels need it)");
  }

  @Bean
  RedisLink redisLink(RedisClient client, Timer timer) {
    return new RedisLink(client, timer);
  }
}
