package chat.maru.chat.web;

import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How clients' connections are taken.
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {
  private static final int ACCEPT_QUEUE = 4_096; // as much as the kernel allows (somaxconn)

  /// After an outage all devices fetch at once. Beyond Jetty's own 50 the kernel drops connections
  /// silently, and who tries for the fourth time has waited 15 seconds.
  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> roomForThoseWhoConnect() {
    return factory ->
        factory.addServerCustomizers(server ->
            Stream.of(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(connector -> connector.setAcceptQueueSize(ACCEPT_QUEUE)));
  }
}
