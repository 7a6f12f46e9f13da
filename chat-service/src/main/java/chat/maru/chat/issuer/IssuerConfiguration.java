package chat.maru.chat.issuer;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.RefusedStartException;
import chat.maru.chat.problem.Outage;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.revocation.Revoked;
import chat.maru.tls.client.ServiceTrust;
import chat.maru.token.IssuerKeys;
import chat.maru.token.Signatures;
import chat.maru.token.TokenAlgorithms;
import chat.maru.token.TokenRules;
import chat.maru.token.TokenUser.Naming;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who makes tokens, and how they are checked: the embedded issuer or an outside one.
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "maru.chat.embedded-issuer", matchIfMissing = true)
  static class Embedded {

    /// Passwords are a demo's here: no second factor, no recovery, no watch over stolen ones.
    Embedded(Environment environment) {
      if (environment.acceptsProfiles(Profiles.of("production"))) {
        throw new RefusedStartException(
            "maru.chat.embedded-issuer",
            new IllegalStateException(
                "true in profile production (expected: false, with maru.issuer naming an OpenID"
                    + " provider; the embedded issuer is for local use)"));
      }
    }

    @Bean
    SigningKeyStore signingKeyStore(
        JdbcClient database,
        PlatformTransactionManager transactions,
        Supplier<Keyring> keyring,
        Clock clock) {
      return new SigningKeyStore(database, new TransactionTemplate(transactions), keyring, clock);
    }

    @Bean
    SigningKeys signingKeys(SigningKeyStore store, Clock clock) {
      return new SigningKeys(store, Outage.patience(), clock);
    }

    @Bean
    KeyRotation keyRotation(SigningKeyStore store, SigningKeys keys, ChatSettings settings) {
      return new KeyRotation(store, keys, settings.chat().signingKeyLife());
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, ChatSettings settings, Clock clock) {
      return new AccessTokens(keys, settings.issuer(), settings.audience(), clock);
    }

    @Bean
    Naming naming() {
      return Naming.EMBEDDED;
    }

    /// Checks against the keys at hand: a node asks nobody, not even itself.
    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, Revoked revoked, ChatSettings settings, Clock clock) {
      JWKSource<SecurityContext> atHand = (selector, _) -> keys.select(selector);
      return new RememberedTokens(
          new Signatures(atHand, TokenAlgorithms.EMBEDDED),
          TokenRules.of(settings.issuer(), settings.audience(), naming(), revoked, clock),
          Ticker.systemTicker());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(
      name = "maru.chat.embedded-issuer",
      havingValue = false,
      matchIfMissing = false)
  static class Outside {
    @Bean
    Naming naming() {
      return Naming.OUTSIDE;
    }

    /// Finds the issuer's keys at the first token, so that it may start after us.
    @Bean
    JwtDecoder jwtDecoder(Revoked revoked, ChatSettings settings, Clock clock, ServiceTrust trust) {
      return new RememberedTokens(
          new Signatures(
              IssuerKeys.of(settings.issuer(), trust.ofIssuer()),
              TokenAlgorithms.named(settings.tokenAlgorithms())),
          TokenRules.of(settings.issuer(), settings.audience(), naming(), revoked, clock),
          Ticker.systemTicker());
    }
  }
}
