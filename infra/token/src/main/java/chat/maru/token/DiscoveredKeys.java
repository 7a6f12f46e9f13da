package chat.maru.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the issuer's metadata for the keys' address at every fetch, so that it may move.
///
/// The metadata must name the very issuer (OpenID Connect Discovery 1.0, section 4.3), and an https
/// issuer's keys never come over http.
final class DiscoveredKeys implements JWKSetSource<SecurityContext> {
  private static final String METADATA = "/.well-known/openid-configuration";

  private final String issuer;
  private final ResourceRetriever http;

  DiscoveredKeys(String issuer, ResourceRetriever http) {
    this.issuer = issuer;
    this.http = http;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
      throws KeySourceException {
    return new URLBasedJWKSetSource<>(address(), http).getJWKSet(evaluator, now, context);
  }

  @Override
  public void close() {
    // nothing is held between two fetches
  }

  private URL address() throws JWKSetUnavailableException {
    try {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(http.retrieveResource(url()).getContent());
      String named = String.valueOf(JSONObjectUtils.getString(metadata, "issuer"));
      if (!named.equals(issuer)) {
        throw new JWKSetUnavailableException(
            "issuer: " + named + " (expected: " + issuer + ", the setting maru.issuer)");
      }
      return checked(URI.create(String.valueOf(JSONObjectUtils.getString(metadata, "jwks_uri"))));
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new JWKSetUnavailableException("no metadata of issuer " + issuer, e);
    }
  }

  private URL url() throws IOException {
    return URI.create(issuer.replaceFirst("/$", "") + METADATA).toURL();
  }

  private URL checked(URI keys) throws IOException {
    if (issuer.startsWith("https:") && !"https".equals(keys.getScheme())) {
      throw new IllegalArgumentException("jwks_uri: " + keys + " (expected: https)");
    }
    return keys.toURL();
  }
}
