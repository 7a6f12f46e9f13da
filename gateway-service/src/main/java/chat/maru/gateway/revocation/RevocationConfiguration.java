package chat.maru.gateway.revocation;

import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.membership.ChatServiceClient;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.timer.Timer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

  @Bean
  Revocations revocations(Revoked revoked, Sessions sessions) {
    return new Revocations(revoked, sessions);
  }

  @Bean
  RevocationRounds revocationRounds(
      ChatServiceClient chatService,
      Revocations revocations,
      Revoked revoked,
      MeterRegistry registry,
      Clock clock,
      Timer timer) {
    return new RevocationRounds(
        chatService, revocations, revoked, new RevocationMeters(registry, clock), clock, timer);
  }
}
