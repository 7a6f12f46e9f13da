package chat.maru.cluster.client.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/// One open WebSocket. Safe for any thread; what one thread sends leaves in that order.
public final class Link {
  private final Channel channel;

  Link(Channel channel) {
    this.channel = channel;
  }

  /// Sends and forgets: a link that is gone says so through [LinkListener#onClosed].
  public void send(String text) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
  }

  /// Sends bytes as a text frame, valid UTF-8 or not.
  public void sendRaw(byte[] text) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
  }

  /// Says goodbye; the link closes when the other side has answered.
  public void close() {
    var _ = channel.writeAndFlush(new CloseWebSocketFrame(1000, ""));
  }

  /// Lets go at once, as a crashed or unplugged client does.
  public void abort() {
    var _ = channel.close();
  }

  /// Stops or resumes taking bytes from the socket, as a client that hangs does.
  public void reading(boolean on) {
    var _ = channel.config().setAutoRead(on);
  }
}
