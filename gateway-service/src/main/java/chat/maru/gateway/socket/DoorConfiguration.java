package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.settings.GatewaySettings.Door;
import chat.maru.gateway.settings.GatewaySettings.Gateway;
import chat.maru.limits.address.ExemptNetworks;
import chat.maru.limits.connection.Bounds;
import chat.maru.limits.connection.GuardMeters;
import chat.maru.tls.TlsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Connections that are no sessions: bounded in time and number (D9).
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
  /// Clients give up after ten seconds, and behind the line there is the [Doorway].
  private static final Duration LONGEST_IN_LINE = Duration.ofSeconds(3);

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> guardedDoor(
      GatewaySettings settings, TlsSettings tls, MeterRegistry registry) {
    return factory ->
        factory.addServerCustomizers(server -> {
          server.setHandler(
              new Latecomers(
                  server.getHandler(),
                  LONGEST_IN_LINE,
                  HandshakeDoor.refused(registry, ErrorCode.UNAVAILABLE)));
          Stream.of(server.getConnectors())
              .filter(ServerConnector.class::isInstance)
              .map(ServerConnector.class::cast)
              .forEach(connector -> guard(connector, settings.gateway(), tls, registry));
        });
  }

  private static void guard(
      ServerConnector connector, Gateway settings, TlsSettings tls, MeterRegistry registry) {
    Door door = settings.door();
    GuardMeters.stand(
        connector,
        new Bounds(
            door.headers(), door.request(), door.connections(), door.connectionsPerAddress()),
        new ExemptNetworks(settings.perAddress().exempt(), tls.terminatedByProxy()),
        registry);
  }
}
