package chat.maru.chat.issuer;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.problem.Outage;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.revocation.Revoked;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who makes tokens, and how they are checked: the embedded issuer or an outside one.
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "maru.chat.embedded-issuer", matchIfMissing = true)
  static class Embedded {
    @Bean
    SigningKeys signingKeys(
        JdbcClient database,
        PlatformTransactionManager transactions,
        Supplier<Keyring> keyring,
        Clock clock) {
      return new SigningKeys(
          new SigningKeyStore(database, new TransactionTemplate(transactions), keyring, clock),
          Outage.patience(),
          clock);
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, ChatSettings settings, Clock clock) {
      return new AccessTokens(keys, settings.issuer(), clock);
    }

    /// Checks against the keys at hand: a node asks nobody, not even itself.
    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, Revoked revoked, ChatSettings settings, Clock clock) {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.ES256, (selector, _) -> keys.select(selector)));
      processor.setJWTClaimsSetVerifier((_, _) -> {}); // TokenRules does
      return remembering(new NimbusJwtDecoder(processor), settings, revoked, clock);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(
      name = "maru.chat.embedded-issuer",
      havingValue = false,
      matchIfMissing = false)
  static class Outside {

    /// Finds the issuer's keys at the first token, so that it may start after us.
    @Bean
    JwtDecoder jwtDecoder(Revoked revoked, ChatSettings settings, Clock clock) {
      return new SupplierJwtDecoder(() -> {
        NimbusJwtDecoder decoder =
            NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        return remembering(decoder, settings, revoked, clock);
      });
    }
  }

  private static JwtDecoder remembering(
      NimbusJwtDecoder decoder, ChatSettings settings, Revoked revoked, Clock clock) {
    decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success()); // the rules come after
    return new RememberedTokens(
        decoder, TokenRules.of(settings.issuer(), revoked, clock), Ticker.systemTicker());
  }
}
