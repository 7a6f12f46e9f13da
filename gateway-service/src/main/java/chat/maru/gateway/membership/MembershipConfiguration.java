package chat.maru.gateway.membership;

import chat.maru.contract.key.OpenedKeys;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.tls.client.ServiceTrust;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MembershipConfiguration {
  private static final String INSTANCE = "chat-service";
  private static final Duration CONNECT = Duration.ofMillis(300);

  @Bean
  ChatServiceClient.Guards chatServiceGuards(
      CircuitBreakerRegistry circuits,
      RetryRegistry retries,
      BulkheadRegistry bulkheads,
      TimeLimiterRegistry limits) {
    return new ChatServiceClient.Guards(
        circuits.circuitBreaker(INSTANCE),
        retries.retry(INSTANCE),
        bulkheads.bulkhead(INSTANCE),
        limits.timeLimiter(INSTANCE));
  }

  @Bean
  ChatServiceClient chatServiceClient(
      GatewaySettings settings, ChatServiceClient.Guards guards, ServiceTrust trust) {
    return new ChatServiceClient(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(trust.ofServices())
            .build(),
        settings.gateway().chatServiceUrls(),
        token(settings.serviceTokenFile()),
        guards,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("membership-", 0).factory()));
  }

  @Bean
  Membership membership(ChatServiceClient chatService) {
    return new Membership(chatService, Ticker.systemTicker());
  }

  @Bean
  SealingKeys sealingKeys(ChatServiceClient chatService, OpenedKeys opened) {
    return new SealingKeys(chatService, opened, Ticker.systemTicker());
  }

  @Bean
  Newcomers newcomers(ChatServiceClient chatService, GatewaySettings settings) {
    return new Newcomers(chatService, settings.gateway().embeddedIssuer(), Ticker.systemTicker());
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "maru.service-token-file: " + file + " (expected: a readable file)", e);
    }
  }
}
