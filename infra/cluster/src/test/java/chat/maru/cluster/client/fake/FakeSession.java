package chat.maru.cluster.client.fake;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.contract.json.ContractJson;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One client's WebSocket, seen from the gateway.
public final class FakeSession extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private final SocketChannel channel;
  private final List<String> greeting;
  private final Consumer<FakeSession> opened;
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

  FakeSession(SocketChannel channel, List<String> greeting, Consumer<FakeSession> opened) {
    this.channel = channel;
    this.greeting = greeting;
    this.opened = opened;
  }

  /// The next frame of that type; those before it are forgotten.
  public JsonNode hear(String type) {
    return hearUntil(type).getLast();
  }

  /// The frames up to and with the next of that type.
  public List<JsonNode> hearUntil(String type) {
    List<JsonNode> frames = new ArrayList<>();
    do {
      frames.add(FakeGateway.polled(heard, type));
    } while (!frames.getLast().path("type").asString().equals(type));
    return frames;
  }

  public void say(String text) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
  }

  public void say(ServerFrame frame) {
    say(ContractJson.mapper().writerFor(ServerFrame.class).writeValueAsString(frame));
  }

  public void tell(Message stored) {
    say(new ServerFrame.Stored(stored));
  }

  public void ack(JsonNode send) {
    say(new ServerFrame.Ack(send.path("id").asString(), FakeChatService.ROOM, "stored"));
  }

  public void refuse(JsonNode send, String code, boolean retryable, long retryAfterMs) {
    Long wait = retryAfterMs > 0 ? retryAfterMs : null;
    say(new ServerFrame.Failure(send.path("id").asString(), code, "", retryable, wait));
  }

  public void end(int code) {
    var _ =
        channel
            .writeAndFlush(new CloseWebSocketFrame(code, ""))
            .addListener(ChannelFutureListener.CLOSE);
  }

  public void drop() {
    var _ = channel.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof HandshakeComplete) {
      greeting.forEach(this::say);
      opened.accept(this);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    heard.add(ContractJson.mapper().readTree(frame.text()));
  }
}
