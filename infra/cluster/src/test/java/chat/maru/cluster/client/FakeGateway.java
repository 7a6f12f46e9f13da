package chat.maru.cluster.client;

import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.contract.json.ContractJson;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A gateway whose every word is a test's.
final class FakeGateway implements AutoCloseable {
  private static final WebSocketServerProtocolConfig PROTOCOL =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/ws")
          .subprotocols("chat.v1")
          .handleCloseFrames(false)
          .build();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final Channel server;

  FakeGateway() {
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
                            new Session(channel));
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  URI url() {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  /// The next session that a client opened, not yet welcomed.
  Session next() {
    return polled(sessions, "session");
  }

  /// The next session, welcomed as `me`.
  Session nextWelcomed(int heartbeatSeconds) {
    Session session = next();
    session.say(
        """
        {"type":"welcome","userId":"me","sessionId":"s","node":"fake","heartbeatSeconds":%d,
         "serverTime":"2026-01-01T00:00:00.000Z"}\
        """
            .formatted(heartbeatSeconds));
    return session;
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

  final class Session extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final SocketChannel channel;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    Session(SocketChannel channel) {
      this.channel = channel;
    }

    JsonNode hear(String type) {
      JsonNode frame = polled(heard, type);
      return frame.path("type").asString().equals(type) ? frame : hear(type);
    }

    boolean silent() {
      return heard.isEmpty();
    }

    void say(String json) {
      var _ = channel.writeAndFlush(new TextWebSocketFrame(json));
    }

    void ack(JsonNode send) {
      say(
          ContractJson.mapper()
              .writerFor(ServerFrame.class)
              .writeValueAsString(
                  new ServerFrame.Ack(send.path("id").asString(), "room", "stored")));
    }

    void end(int code) {
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, ""));
    }

    void drop() {
      var _ = channel.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete) {
        sessions.add(this);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      heard.add(ContractJson.mapper().readTree(frame.text()));
    }
  }
}
