package chat.maru.chat.directory;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.tracing.MicrometerTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /// Above any pause of a busy machine: a batch that is given up is told again as a whole.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @Bean
  SessionDirectory sessionDirectory(RedisLine line) {
    return new SessionDirectory(line);
  }

  @Bean
  RedisLine redisLine(LettuceConnectionFactory connections) {
    AbstractRedisClient client = connections.getRequiredNativeClient();
    if (client instanceof RedisClient single) {
      return new RedisLine(single, PATIENCE);
    }
    throw new IllegalStateException(
        "Redis client: " + client.getClass().getName() + " (expected: one primary or Sentinel)");
  }

  /// While Redis is away a command fails at once instead of waiting in a queue, from which it would
  /// be sent when nobody wants it any more.
  @Bean
  LettuceClientOptionsBuilderCustomizer failFast() {
    return options ->
        options
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(CONNECT)
                    .keepAlive(
                        SocketOptions.KeepAliveOptions.builder()
                            .enable()
                            .idle(Duration.ofSeconds(5))
                            .interval(Duration.ofSeconds(1))
                            .count(3)
                            .build())
                    .build());
  }

  /// Commands as meters without spans: a request asks Redis nothing, and a batch asks for hundreds
  /// of messages at once.
  @Bean
  ClientResourcesBuilderCustomizer meteredCommands(MeterRegistry meters) {
    ObservationRegistry metersAlone = ObservationRegistry.create();
    metersAlone.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    return resources -> resources.tracing(new MicrometerTracing(metersAlone, "Redis"));
  }

  /// Lettuce waits up to 30 s between attempts by default.
  @Bean
  ClientResourcesBuilderCustomizer reconnectSoon() {
    return resources ->
        resources.reconnectDelay(
            Delay.exponential(
                Duration.ofMillis(50), Duration.ofMillis(500), 2, TimeUnit.MILLISECONDS));
  }
}
