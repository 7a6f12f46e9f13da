package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.gateway.congestion.LogPace;
import java.security.KeyStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// That it takes another connector's place whole.
class FrameConnectorTest {
  private final Server server = new Server();

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void itListensWhereTheOtherWouldHave() throws Exception {
    ServerConnector made = new ServerConnector(server);
    made.setHost("127.0.0.1");
    made.setIdleTimeout(1_234);
    made.setName("internal");
    taken(made);
    assertThat(server.getConnectors()).hasSize(1);
    FrameConnector connector = (FrameConnector) server.getConnectors()[0];
    assertThat(connector.getHost()).isEqualTo("127.0.0.1");
    assertThat(connector.getIdleTimeout()).isEqualTo(1_234);
    assertThat(connector.getName()).isEqualTo("internal");
    assertThat(connector.getProtocols()).isEqualTo(made.getProtocols());
    server.start();
    assertThat(connector.getLocalPort()).isPositive();
  }

  @Test
  void itDoesNotStartWithoutTheKeyThatItIsToldToShow() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setKeyStore(empty);
    keys.setCertAlias("not-there");
    ServerConnector made = new ServerConnector(server, keys);
    made.setHost("127.0.0.1");
    taken(made);
    assertThatThrownBy(server::start).hasStackTraceContaining("not-there");
  }

  private void taken(ServerConnector made) {
    server.addConnector(made);
    FrameConnector.take(server, new LogPace());
  }
}
