package chat.maru.gateway.socket;

import chat.maru.gateway.congestion.LogPace;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/// Reads the frames of WebSocket sessions on the selector's own thread.
///
/// Jetty takes every handler for one that may block: for each readable socket it wakes another
/// thread to go on selecting, and that one again when the socket waits for its next frame. Nothing
/// that a frame calls here blocks, so both wake-ups are saved (decision 14). Handshakes, being
/// HTTP, go on as they did; how long they waited for a thread is known here, for [Latecomers]. How
/// often sockets are looked at, [PacedSelector] says.
final class FrameConnector extends ServerConnector {
  private final LogPace pace;

  private FrameConnector(ServerConnector made, LogPace pace) {
    super(
        made.getServer(),
        made.getAcceptors(),
        made.getSelectorManager().getSelectorCount(),
        made.getConnectionFactories().toArray(ConnectionFactory[]::new));
    this.pace = pace;
    setName(made.getName());
    setHost(made.getHost());
    setPort(made.getPort());
    setIdleTimeout(made.getIdleTimeout());
    setShutdownIdleTimeout(made.getShutdownIdleTimeout());
  }

  /// Takes the place of each of the server's connectors.
  static void take(Server server, LogPace pace) {
    Connector[] connectors = server.getConnectors();
    for (int i = 0; i < connectors.length; i++) {
      if (connectors[i] instanceof ServerConnector made) {
        connectors[i] = new FrameConnector(made, pace);
      }
    }
    server.setConnectors(connectors);
  }

  /// Boot's own connector, whose place this one takes, refuses to start without the key it was told
  /// to show; so does this one.
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    SslConnectionFactory tls = getConnectionFactory(SslConnectionFactory.class);
    if (tls != null) {
      SslContextFactory.Server keys = tls.getSslContextFactory();
      SslBundleKey.of(null, keys.getCertAlias()).assertContainsAlias(keys.getKeyStore());
    }
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    SocketChannelEndPoint endPoint = new ClientEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      public void accept(SelectableChannel channel, @Nullable Object attachment) {
        super.accept(channel, System.nanoTime());
      }

      @Override
      protected ManagedSelector newSelector(int id) {
        return new PacedSelector(this, id, pace);
      }
    };
  }

  /// How long a request that is being handled now has waited for threads, in nanoseconds: its
  /// connection after it was accepted, and the request after it was there to be read. What the
  /// client took for itself does not count.
  static long waited(EndPoint endPoint) {
    EndPoint socket = endPoint;
    while (socket instanceof EndPoint.Wrapper wrapper) { // TLS
      socket = wrapper.unwrap();
    }
    return socket instanceof ClientEndPoint client ? client.waited() : 0;
  }

  private static final class ClientEndPoint extends SocketChannelEndPoint {
    private final long waitedAtFirst; // nanoseconds
    private volatile long readableSince; // nanoTime; frames don't count

    ClientEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
      super(channel, selector, key, scheduler);
      readableSince = System.nanoTime();
      waitedAtFirst = key.attachment() instanceof Long acceptedAt ? readableSince - acceptedAt : 0;
    }

    long waited() {
      return waitedAtFirst + System.nanoTime() - readableSince;
    }

    @Override
    public @Nullable Runnable onSelected() {
      Runnable task = super.onSelected();
      if (carriesFrames(this)) {
        return task == null ? null : Invocable.from(InvocationType.NON_BLOCKING, task);
      }
      readableSince = System.nanoTime();
      return task;
    }
  }

  private static boolean carriesFrames(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    return connection instanceof SslConnection tls
        ? tls.getSslEndPoint().getConnection() instanceof WebSocketConnection
        : connection instanceof WebSocketConnection;
  }

  /// Before all customizers that set something about a connector: what they had set would be lost.
  static final class First
      implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>, Ordered {
    private final LogPace pace;

    First(LogPace pace) {
      this.pace = pace;
    }

    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
      factory.addServerCustomizers(server -> take(server, pace));
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
