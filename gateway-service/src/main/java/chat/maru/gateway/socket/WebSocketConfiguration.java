package chat.maru.gateway.socket;

import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.congestion.LogPace;
import chat.maru.gateway.delivery.Directory;
import chat.maru.gateway.delivery.NodeLife;
import chat.maru.gateway.identity.Origins;
import chat.maru.gateway.identity.Tickets;
import chat.maru.gateway.identity.Tokens;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.limit.AddressLimits;
import chat.maru.gateway.limit.Limit;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.presence.Announcements;
import chat.maru.gateway.presence.Presence;
import chat.maru.gateway.revocation.Revocations;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.settings.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketConfiguration {
  private static final String SUBPROTOCOL = "chat.v1";
  private static final int SEND_BUFFER = 128 * 1024;
  private static final int ACCEPT_QUEUE = 4_096; // as much as the kernel allows (somaxconn)

  @Bean
  Handshakes handshakes(
      Gate gate,
      NodeLife node,
      Origins origins,
      Tokens tokens,
      Tickets tickets,
      HandshakeLimits limits) {
    return new Handshakes(gate, node, origins, tokens, tickets, limits);
  }

  @Bean
  Doorway doorway() {
    return new Doorway();
  }

  @Bean
  HandshakeLimits handshakeLimits(
      AddressLimits addresses, UserLimits users, Sessions sessions, Doorway doorway) {
    return new HandshakeLimits(addresses, users, sessions, doorway);
  }

  @Bean
  Renewals renewals(Tokens tokens, Revocations revocations, UserLimits limits) {
    return new Renewals(tokens::judge, revocations::look, user -> limits.take(Limit.AUTHS, user));
  }

  @Bean
  Connections connections(
      Sessions sessions,
      Directory directory,
      Announcements announcements,
      NodeAddress self,
      Clock clock,
      GatewaySettings settings) {
    return new Connections(
        sessions, directory, announcements, self, clock, settings.gateway().timing().heartbeat());
  }

  @Bean
  SocketHandler.Desks desks(
      Intake intake,
      Presence presence,
      Renewals renewals,
      SessionMeters meters,
      AddressLimits addresses,
      GatewaySettings settings) {
    return new SocketHandler.Desks(
        intake, presence, renewals, meters, settings.gateway().limits(), addresses);
  }

  @Bean
  SocketHandler sockets(
      Gate gate, Connections connections, Doorway doorway, SocketHandler.Desks desks) {
    return new SocketHandler(gate, connections, doorway, desks);
  }

  /// Spring's own origin check is opened because [Origins] answers with a code.
  @Bean
  WebSocketConfigurer webSockets(
      SocketHandler sockets,
      Handshakes handshakes,
      GatewaySettings settings,
      MeterRegistry registry) {
    Duration heartbeat = settings.gateway().timing().heartbeat();
    return handlers ->
        handlers
            .addHandler(sockets, "/ws")
            .setHandshakeHandler(handshakeHandler(heartbeat))
            .addInterceptors(new HandshakeDoor(handshakes, registry))
            .setAllowedOrigins("*");
  }

  /// Not offering an extension to Spring is not enough: Jetty accepts permessage-deflate by itself,
  /// which costs memory per session.
  @Bean
  ServletContextInitializer noCompression() {
    return servletContext -> {
      var context = ServletContextHandler.getServletContextHandler(servletContext);
      WebSocketServerComponents.ensureWebSocketComponents(context.getServer(), context)
          .getExtensionRegistry()
          .unregister("permessage-deflate");
    };
  }

  @Bean
  FrameConnector.First framesConnector(LogPace pace) {
    return new FrameConnector.First(pace);
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> clientsConnections() {
    return factory ->
        factory.addServerCustomizers(server ->
            Stream.of(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(WebSocketConfiguration::configure));
  }

  /// Behind the outbox the kernel holds bytes, too, for a client that doesn't read them (D9): left
  /// to itself it lets a buffer grow to megabytes.
  ///
  /// When a node dies, all its clients connect at once. Beyond Jetty's own 50 the kernel drops them
  /// silently, and who tries for the fourth time has waited 15 seconds.
  private static void configure(ServerConnector connector) {
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
  }

  private static DefaultHandshakeHandler handshakeHandler(Duration heartbeat) {
    var handler = new DefaultHandshakeHandler(new Upgrades(limits(heartbeat)));
    handler.setSupportedProtocols(SUBPROTOCOL);
    return handler;
  }

  /// Jetty's limits stand above ours, so that ours answer first.
  private static ConfigurationCustomizer limits(Duration heartbeat) {
    var limits = new ConfigurationCustomizer();
    limits.setMaxTextMessageSize(2L * Connection.MOST_BYTES);
    limits.setMaxFrameSize(2L * Connection.MOST_BYTES);
    limits.setMaxBinaryMessageSize(2L * Connection.MOST_BYTES);
    limits.setIdleTimeout(heartbeat.multipliedBy(4));
    return limits;
  }
}
