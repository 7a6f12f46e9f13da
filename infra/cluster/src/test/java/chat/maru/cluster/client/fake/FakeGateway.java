package chat.maru.cluster.client.fake;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A gateway that says nothing but what a test tells it to.
public final class FakeGateway implements AutoCloseable {
  private static final WebSocketServerProtocolConfig PROTOCOL =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/ws")
          .checkStartsWith(true) // a ticket follows
          .subprotocols("chat.v1")
          .handleCloseFrames(false)
          .build();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<FakeSession> sessions = new LinkedBlockingQueue<>();
  private final Channel server;
  private volatile List<String> greeting = List.of();

  public FakeGateway() {
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(8192),
                            new WebSocketServerProtocolHandler(PROTOCOL),
                            new FakeSession(channel, greeting, sessions::add));
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  public URI url() {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  /// What sessions say from now on in the same breath in which they open.
  public void greet(String... frames) {
    greeting = List.of(frames);
  }

  /// The next session that a client opened, not yet welcomed.
  public FakeSession next() {
    return polled(sessions, "session");
  }

  /// The next session, welcomed as `me`.
  public FakeSession nextWelcomed(int heartbeatSeconds) {
    FakeSession session = next();
    session.say(welcome(heartbeatSeconds));
    return session;
  }

  /// Whether clients opened sessions that no test took.
  public boolean hasMore() {
    return !sessions.isEmpty();
  }

  public static String welcome(int heartbeatSeconds) {
    return """
    {"type":"welcome","userId":"me","sessionId":"s","node":"fake","heartbeatSeconds":%d,
     "serverTime":"2026-01-01T00:00:00.000Z"}\
    """
        .formatted(heartbeatSeconds);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  static <T> T polled(BlockingQueue<T> queue, String what) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + what + " came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
