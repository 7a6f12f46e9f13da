package chat.maru.gateway.identity;

import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import chat.maru.tls.client.ServiceTrust;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  private static final Duration SKEW = Duration.ofSeconds(2);
  private static final Duration HTTP = Duration.ofSeconds(1);
  private static final Duration KEYS_LIVE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt"); // RFC 9068
  private static final int MOST_BYTES = 64 * 1024;

  /// What this node refuses.
  @Bean
  Revoked revoked() {
    return new Revoked();
  }

  @Bean
  Tokens tokens(GatewaySettings settings, Revoked revoked, Clock clock, ServiceTrust trust) {
    JWKSource<SecurityContext> keys = keys(settings.gateway().jwksUri(), trust.ofIssuer());
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    processor.setJWTClaimsSetVerifier((_, _) -> {}); // the validators below do it
    var decoder = new NimbusJwtDecoder(processor);
    var times = new JwtTimestampValidator(SKEW);
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(settings.issuer()),
            new JwtAudienceValidator(Tokens.AUDIENCE)));
    return new Tokens(decoder, keys, revoked);
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

  private static JWKSource<SecurityContext> keys(URI address, SSLContext tls) {
    int millis = Math.toIntExact(HTTP.toMillis());
    try {
      return JWKSourceBuilder.create(
              address.toURL(),
              new DefaultResourceRetriever(
                  millis, millis, MOST_BYTES, true, tls.getSocketFactory()))
          .cache(KEYS_LIVE.toMillis(), 2 * HTTP.toMillis())
          .refreshAheadCache(false)
          .rateLimited(BETWEEN_FETCHES.toMillis())
          .outageTolerantForever()
          .build();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "maru.gateway.jwks-uri: " + address + " (expected: an http or https address)", e);
    }
  }
}
