package chat.maru.chat.internal;

import java.net.InetAddress;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyServerCustomizer;

/// A second listener of the same server, for the internal API alone, on threads of its own:
/// gateways are answered also while all others wait for clients' requests. It speaks TLS when the
/// public listener does, with the same certificate.
public class InternalListener implements JettyServerCustomizer {
  private static final int MOST_THREADS = 32;
  private static final int LEAST_THREADS = 4;

  private final InetAddress address;
  private final int port;
  private volatile @Nullable ServerConnector connector;

  InternalListener(InetAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  @Override
  public void customize(Server server) {
    nameThoseThatAreThere(server);
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("internal");
    ServerConnector made =
        new ServerConnector(server, threads, null, null, -1, -1, protocols(server));
    made.setName("internal");
    made.setHost(address.getHostAddress());
    made.setPort(port);
    server.addConnector(made);
    connector = made;
  }

  private static ConnectionFactory[] protocols(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    SslConnectionFactory tls =
        server.getConnectors()[0].getConnectionFactory(SslConnectionFactory.class);
    if (tls == null) {
      return new ConnectionFactory[] {plain};
    }
    http.addCustomizer(new SecureRequestCustomizer());
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.getSslContextFactory(), plain.getProtocol()), plain
    };
  }

  /// Meters tell connectors apart by their names.
  private static void nameThoseThatAreThere(Server server) {
    for (Connector there : server.getConnectors()) {
      if (there instanceof AbstractConnector open) {
        open.setName("public");
      }
    }
  }

  /// The port it listens on; -1 before that.
  public int port() {
    ServerConnector made = connector;
    return made == null ? -1 : made.getLocalPort();
  }
}
