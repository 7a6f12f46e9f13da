package chat.maru.cluster.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/// A port of loopback whose connections go on to another port, and can be hurt on the way.
///
/// It suffers one disturbance at a time, the last one asked for, until [#heal()]. A server that
/// refuses connections shows as one that takes and resets them. Bytes cost a copy and two threads'
/// turns. Thread-safe.
public final class TcpProxy implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket entrance;
  private final int target;
  private final Thread porter;
  private final Line line = new Line();
  private final Collection<Connection> connections = ConcurrentHashMap.newKeySet();

  private TcpProxy(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
    porter = Thread.ofVirtual().name("proxy-entrance").start(this::admit);
  }

  /// On a free port of loopback.
  ///
  /// @param target port of loopback; need not listen yet
  public static TcpProxy start(int target) {
    try {
      return new TcpProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /// Resets all connections. New ones are let in.
  public void cut() {
    connections.forEach(Connection::reset);
  }

  /// Connections stay, and nothing passes in either direction, ends included, as behind a pulled
  /// cable. What waits goes on when it heals.
  public void halfOpen() {
    line.suffer(Disturbance.HalfOpen.HALF_OPEN);
  }

  /// Bytes that go that way are thrown away; ends pass. A connection that lost bytes is reset by
  /// [#heal()].
  public void swallow(Direction direction) {
    line.suffer(new Disturbance.Swallow(direction));
  }

  /// Everything arrives that much later.
  public void delay(Duration by) {
    line.suffer(new Disturbance.Delay(by));
  }

  /// All passes again.
  public void heal() {
    line.suffer(Disturbance.None.NONE);
    connections.stream().filter(Connection::hasLostBytes).forEach(Connection::reset);
  }

  /// Resets all connections and lets none in.
  @Override
  public void close() {
    try {
      entrance.close();
      // The port is free when nobody waits at it any more.
      porter.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut();
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or the client went while it waited.
      }
    }
  }

  private void connect(Socket client) {
    var server = new Socket();
    var connection = new Connection(client, server, connections::remove);
    connections.add(connection);
    try {
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), PATIENCE_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      connection.begin(line);
    } catch (IOException e) {
      connection.reset();
    }
    if (entrance.isClosed()) {
      connection.reset();
    }
  }
}
