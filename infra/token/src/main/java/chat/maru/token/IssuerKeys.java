package chat.maru.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// Where the issuer's public keys come from.
///
/// They are kept for five minutes. A token that names an unknown key makes them be fetched again,
/// at most twice in two seconds whatever tokens come, so that a rotation is seen at once and nobody
/// can turn us against the issuer. While the issuer is away the known keys go on.
public final class IssuerKeys {
  private static final Duration HTTP = Duration.ofSeconds(1);
  private static final Duration KEYS_LIVE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 64 * 1024;

  private IssuerKeys() {}

  /// Published at a known address.
  ///
  /// @param tls whom to trust by https
  /// @throws IllegalArgumentException when it is no http or https address
  public static JWKSource<SecurityContext> at(URI address, SSLContext tls) {
    try {
      return kept(new URLBasedJWKSetSource<>(address.toURL(), retriever(tls)));
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "jwks-uri: " + address + " (expected: an http or https address)", e);
    }
  }

  /// Published where the issuer's metadata say (OpenID Connect Discovery 1.0). It may start after
  /// us.
  ///
  /// @param issuer its identifier, which is an address
  /// @param tls whom to trust by https
  public static JWKSource<SecurityContext> of(String issuer, SSLContext tls) {
    return kept(new DiscoveredKeys(issuer, retriever(tls)));
  }

  /// Fetches the keys if need be; false while there are none.
  public static boolean areThere(JWKSource<SecurityContext> keys) {
    try {
      return !keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).isEmpty();
    } catch (KeySourceException e) {
      return false;
    }
  }

  private static JWKSource<SecurityContext> kept(JWKSetSource<SecurityContext> source) {
    return JWKSourceBuilder.create(source)
        .cache(KEYS_LIVE.toMillis(), 3 * HTTP.toMillis())
        .refreshAheadCache(false)
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .outageTolerantForever()
        .build();
  }

  private static DefaultResourceRetriever retriever(SSLContext tls) {
    int millis = Math.toIntExact(HTTP.toMillis());
    return new DefaultResourceRetriever(millis, millis, MOST_BYTES, true, tls.getSocketFactory());
  }
}
