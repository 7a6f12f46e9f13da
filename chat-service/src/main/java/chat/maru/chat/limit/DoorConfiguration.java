package chat.maru.chat.limit;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.ChatSettings.Door;
import chat.maru.limits.address.ExemptNetworks;
import chat.maru.limits.connection.Bounds;
import chat.maru.limits.connection.GuardMeters;
import chat.maru.tls.TlsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Clients' connections: bounded in time and number; those of gateways are not.
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
  /// Longer than what honest clients send, but for the longest lists of heads.
  private static final int BODY_BEFORE_A_THREAD = 16 * 1024;

  /// The internal listener is not there yet, or has its name.
  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> guardedDoor(
      ChatSettings settings, TlsSettings tls, MeterRegistry registry) {
    return factory ->
        factory.addServerCustomizers(server -> {
          readBodiesFirst(server);
          Stream.of(server.getConnectors())
              .filter(ServerConnector.class::isInstance)
              .map(ServerConnector.class::cast)
              .filter(connector -> !"internal".equals(connector.getName()))
              .forEach(connector -> guard(connector, settings.chat(), tls, registry));
        });
  }

  /// A request gets a thread, and later a place at the database, when its body is here: a body that
  /// trickles holds neither.
  private static void readBodiesFirst(Server server) {
    server.setHandler(
        new EagerContentHandler(
            server.getHandler(), new RetainedContentLoaderFactory(BODY_BEFORE_A_THREAD, 0, false)));
  }

  private static void guard(
      ServerConnector connector,
      ChatSettings.Chat settings,
      TlsSettings tls,
      MeterRegistry registry) {
    Door door = settings.door();
    GuardMeters.stand(
        connector,
        new Bounds(
            door.headers(), door.request(), door.connections(), door.connectionsPerAddress()),
        new ExemptNetworks(settings.perAddress().exempt(), tls.terminatedByProxy()),
        registry);
  }
}
