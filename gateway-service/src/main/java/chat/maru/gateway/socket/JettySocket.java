package chat.maru.gateway.socket;

import chat.maru.gateway.session.Socket;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/// Jetty's own session: unlike Spring's, it writes without blocking.
record JettySocket(Session session) implements Socket {

  @Override
  public void send(String text, Written written) {
    session.sendText(text, Callback.from(() -> written.done(true), _ -> written.done(false)));
  }

  @Override
  public void ping() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public long framesIn() {
    return session instanceof WebSocketSession ours
            && ours.getCoreSession() instanceof WebSocketCoreSession core
        ? core.getConnection().getMessagesIn()
        : 0;
  }

  @Override
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }
}
