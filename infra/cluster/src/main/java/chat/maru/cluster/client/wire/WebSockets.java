package chat.maru.cluster.client.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A few threads that carry any number of WebSockets, by `ws` or `wss`.
public final class WebSockets implements AutoCloseable {
  private static final Set<String> SCHEMES = Set.of("ws", "wss");
  private static final String SUBPROTOCOL = "chat.v1";
  private static final int MOST_FRAME_BYTES = 1 << 20;
  private static final int CONNECT_MILLIS = 10_000;

  private final EventLoopGroup loops;
  private final Trust trust;

  public WebSockets(int threads) {
    this(threads, Trust.OF_THE_JVM);
  }

  public WebSockets(int threads, Trust trust) {
    this.trust = trust;
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("maru-client", true), NioIoHandler.newFactory());
  }

  /// One of the threads, for a client that keeps all its state on it.
  public EventLoop nextLoop() {
    return loops.next();
  }

  /// Opens a link; the listener hears everything from the first frame on, on some loop.
  public CompletableFuture<Link> open(Handshake handshake, LinkListener listener) {
    return open(handshake, listener, loops.next());
  }

  /// Opens a link whose listener is called on `loop` alone.
  ///
  /// The future fails with [HandshakeRefusedException] when the server answers with an HTTP status,
  /// and with what the network says otherwise.
  public CompletableFuture<Link> open(Handshake handshake, LinkListener listener, EventLoop loop) {
    URI url = handshake.url();
    if (!SCHEMES.contains(url.getScheme())) {
      throw new IllegalArgumentException("WebSocket scheme: " + url + " (expected: ws or wss)");
    }
    CompletableFuture<Link> opened = new CompletableFuture<>();
    var _ =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(pipeline(handshake, new LinkHandler(url, listener, opened)))
            .connect(url.getHost(), url.getPort())
            .addListener(connected -> {
              if (!connected.isSuccess()) {
                opened.completeExceptionally(connected.cause());
              }
            });
    return opened;
  }

  private ChannelInitializer<SocketChannel> pipeline(Handshake handshake, LinkHandler handler) {
    WebSocketClientProtocolConfig protocol = protocol(handshake);
    URI url = handshake.url();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if ("wss".equals(url.getScheme())) {
          channel.pipeline().addLast(trust.of(channel, url));
        }
        channel
            .pipeline()
            .addLast(
                handler.hearing(),
                new HttpClientCodec(),
                new HttpObjectAggregator(8192),
                new WebSocketClientProtocolHandler(protocol),
                new WebSocketFrameAggregator(MOST_FRAME_BYTES),
                handler);
      }
    };
  }

  private static WebSocketClientProtocolConfig protocol(Handshake handshake) {
    HttpHeaders headers = new DefaultHttpHeaders();
    if (handshake.bearer() != null) {
      headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + handshake.bearer());
    }
    if (handshake.origin() != null) {
      headers.set(HttpHeaderNames.ORIGIN, handshake.origin());
    }
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(handshake.url())
        .subprotocol(SUBPROTOCOL)
        .generateOriginHeader(false)
        .customHeaders(headers)
        .maxFramePayloadLength(MOST_FRAME_BYTES)
        .handleCloseFrames(false)
        .handshakeTimeoutMillis(CONNECT_MILLIS)
        .build();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
