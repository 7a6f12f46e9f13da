package chat.maru.cluster.client.wire;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/// Turns one channel's events into a listener's; pings are answered further down the pipeline.
final class LinkHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int NO_CLOSE_FRAME = 1006;
  private static final int NO_CODE = 1005;

  private final URI url;
  private final LinkListener listener;
  private final CompletableFuture<Link> opened;
  private boolean open;
  private int closeCode = NO_CLOSE_FRAME;
  private String closeReason = "";

  LinkHandler(URI url, LinkListener listener, CompletableFuture<Link> opened) {
    this.url = url;
    this.listener = listener;
    this.opened = opened;
  }

  /// Stands first in the pipeline, where pings still pass.
  ChannelHandler hearing() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        listener.onHeard();
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      open = true;
      opened.complete(new Link(context.channel()));
    }
    super.userEventTriggered(context, event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> listener.onText(text.text());
      case CloseWebSocketFrame close -> closedByPeer(context, close);
      default -> {}
    }
  }

  private void closedByPeer(ChannelHandlerContext context, CloseWebSocketFrame close) {
    closeCode = close.statusCode() < 0 ? NO_CODE : close.statusCode();
    closeReason = close.reasonText();
    var _ =
        context.writeAndFlush(new CloseWebSocketFrame()).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (open) {
      listener.onClosed(closeCode, closeReason);
    } else {
      opened.completeExceptionally(new IOException("closed during the handshake: " + url));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    opened.completeExceptionally(meaning(cause));
    var _ = context.close();
  }

  private Throwable meaning(Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
      return new HandshakeRefusedException(url, refused.response().status().code());
    }
    return cause;
  }
}
