package chat.maru.tls.listener;

import chat.maru.tls.proxy.ForwardedByProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.ssl.SslBundle;

/// Sees every connector of one Jetty as it will be opened, so no spelling of a setting passes by.
/// Must be the last customizer. A connector named `internal` is for other services, all others are
/// for what this server is for.
final class SecureListeners implements JettyServerCustomizer {
  private static final String INTERNAL = "internal";

  private final Listener kind;
  private final ListenerRule rule;
  private final ForwardedByProxy proxies;
  private final List<CertificateReload> certificates = new ArrayList<>();

  SecureListeners(Listener kind, ListenerRule rule, ForwardedByProxy proxies) {
    this.kind = kind;
    this.rule = rule;
    this.proxies = proxies;
  }

  /// @throws chat.maru.tls.InsecureStartException before anything is opened
  @Override
  public void customize(Server server) {
    Stream.of(server.getConnectors())
        .filter(ServerConnector.class::isInstance)
        .map(ServerConnector.class::cast)
        .forEach(this::secure);
  }

  /// Into all connectors, the ones of services' own included.
  void take(SslBundle bundle) {
    certificates.forEach(certificate -> certificate.take(bundle));
  }

  private void secure(ServerConnector connector) {
    Listener listener = INTERNAL.equals(connector.getName()) ? Listener.INTERNAL : kind;
    Optional<SslContextFactory.Server> tls = tls(connector);
    rule.require(listener, connector.getHost(), tls.isPresent());
    tls.filter(this::isNew)
        .ifPresent(context -> {
          TlsProfile.apply(context);
          certificates.add(new CertificateReload(listener, context));
        });
    http(connector).forEach(http -> configure(listener, http));
  }

  private boolean isNew(SslContextFactory.Server tls) {
    return certificates.stream().noneMatch(known -> known.tls() == tls);
  }

  /// No virtual hosts here, so no host must fit the certificate: probes ask by the pod's address.
  private void configure(Listener listener, HttpConfiguration http) {
    http.getCustomizers().stream()
        .filter(SecureRequestCustomizer.class::isInstance)
        .map(SecureRequestCustomizer.class::cast)
        .forEach(secure -> secure.setSniHostCheck(false));
    if (listener == Listener.PUBLIC) {
      http.addCustomizer(proxies);
    }
  }

  private static Optional<SslContextFactory.Server> tls(Connector connector) {
    return Optional.ofNullable(connector.getConnectionFactory(SslConnectionFactory.class))
        .map(SslConnectionFactory::getSslContextFactory);
  }

  private static Stream<HttpConfiguration> http(Connector connector) {
    return connector.getConnectionFactories().stream()
        .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
        .map(HttpConfiguration.ConnectionFactory.class::cast)
        .map(HttpConfiguration.ConnectionFactory::getHttpConfiguration);
  }
}
