package chat.maru.tls.listener;

import chat.maru.tls.TlsSettings;
import chat.maru.tls.proxy.ForwardedByProxy;
import chat.maru.tls.proxy.TrustedProxies;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/// Brings [SecureListeners] into a web server, behind everything else that customizes it.
final class ListenerCustomizer
    implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {
  private final Listener kind;
  private final TlsSettings settings;
  private final SslBundles bundles;

  ListenerCustomizer(Listener kind, TlsSettings settings, SslBundles bundles) {
    this.kind = kind;
    this.settings = settings;
    this.bundles = bundles;
  }

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    if (factory.getPort() < 0) {
      return; // opens nothing
    }
    var proxies = new ForwardedByProxy(TrustedProxies.parse(settings.terminatedByProxy()));
    var listeners = new SecureListeners(kind, new ListenerRule(settings), proxies);
    // On Kubernetes Boot would believe everybody.
    factory.setUseForwardHeaders(false);
    factory.addServerCustomizers(listeners);
    Ssl ssl = factory.getSsl();
    if (Ssl.isEnabled(ssl) && ssl != null && ssl.getBundle() != null) {
      bundles.addBundleUpdateHandler(ssl.getBundle(), listeners::take);
    }
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
