package chat.maru.tls.client;

import chat.maru.tls.TlsSettings;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/// TLS contexts for calls to other services. They follow their bundle: a new certificate authority
/// counts from the next handshake on.
public final class ServiceTrust {
  private final TlsSettings settings;
  private final SslBundles bundles;

  ServiceTrust(TlsSettings settings, SslBundles bundles) {
    this.settings = settings;
    this.bundles = bundles;
  }

  /// For chat-service's internal API.
  public SSLContext ofServices() {
    return context(settings.serviceBundle());
  }

  /// For the issuer's keys.
  public SSLContext ofIssuer() {
    return context(settings.issuerBundle());
  }

  private SSLContext context(@Nullable String bundle) {
    try {
      return bundle == null ? SSLContext.getDefault() : following(bundle);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS context for the bundle " + bundle, e);
    }
  }

  private SSLContext following(String bundle) throws GeneralSecurityException {
    var trust = new FollowingTrust(bundles.getBundle(bundle));
    bundles.addBundleUpdateHandler(bundle, trust::follow);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return context;
  }
}
