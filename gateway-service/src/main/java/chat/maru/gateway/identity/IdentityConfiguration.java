package chat.maru.gateway.identity;

import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.membership.Newcomers;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.settings.GatewaySettings.Gateway;
import chat.maru.gateway.timer.Timer;
import chat.maru.tls.client.ServiceTrust;
import chat.maru.token.IssuerKeys;
import chat.maru.token.Signatures;
import chat.maru.token.TokenAlgorithms;
import chat.maru.token.TokenRules;
import chat.maru.token.TokenUser.Naming;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  /// What this node refuses.
  @Bean
  Revoked revoked() {
    return new Revoked();
  }

  @Bean
  Tokens tokens(
      GatewaySettings settings,
      Newcomers newcomers,
      Revoked revoked,
      Clock clock,
      ServiceTrust trust) {
    Gateway gateway = settings.gateway();
    URI address = gateway.jwksUri();
    SSLContext tls = trust.ofIssuer();
    JWKSource<SecurityContext> keys =
        address == null ? IssuerKeys.of(settings.issuer(), tls) : IssuerKeys.at(address, tls);
    TokenAlgorithms algorithms =
        gateway.embeddedIssuer()
            ? TokenAlgorithms.EMBEDDED
            : TokenAlgorithms.named(settings.tokenAlgorithms());
    Naming naming = gateway.embeddedIssuer() ? Naming.EMBEDDED : Naming.OUTSIDE;
    return new Tokens(
        new Signatures(keys, algorithms),
        TokenRules.of(settings.issuer(), settings.audience(), naming, revoked, clock),
        naming,
        keys,
        newcomers);
  }

  @Bean
  Tickets tickets(RedisLink redis, Revoked revoked, Clock clock) {
    return new Tickets(redis, revoked, clock);
  }

  @Bean
  Origins origins(GatewaySettings settings) {
    return new Origins(settings.gateway().allowedOrigins());
  }

  @Bean
  KeysAtStart keysAtStart(Tokens tokens, Timer timer) {
    return new KeysAtStart(tokens, timer);
  }
}
