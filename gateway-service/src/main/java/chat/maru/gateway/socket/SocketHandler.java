package chat.maru.gateway.socket;

import chat.maru.gateway.identity.Identity;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.limit.AddressLimits;
import chat.maru.gateway.presence.Presence;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import chat.maru.limits.address.ClientAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/// The container's callbacks. A session's [Connection] stands among its attributes.
final class SocketHandler extends AbstractWebSocketHandler {
  private static final String CONNECTION = "connection";

  private final Gate gate;
  private final Connections connections;
  private final Doorway doorway;
  private final Desks desks;

  SocketHandler(Gate gate, Connections connections, Doorway doorway, Desks desks) {
    this.gate = gate;
    this.connections = connections;
    this.doorway = doorway;
    this.desks = desks;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    Map<String, Object> attributes = socket.getAttributes();
    if (!(attributes.remove(HandshakeDoor.IDENTITY) instanceof Identity identity)
        || !(socket instanceof NativeWebSocketSession spring)
        || !(spring.getNativeSession() instanceof org.eclipse.jetty.websocket.api.Session jetty)) {
      throw new IllegalStateException(
          "session: " + socket.getClass() + " (expected: Jetty's, judged)");
    }
    var connection = desks.connect(identity, new JettySocket(jetty));
    attributes.put(CONNECTION, connection);
    if (attributes.get(HandshakeDoor.ADDRESS) instanceof ClientAddress address) {
      desks.addresses().opened(address);
    }
    doorway.opening(connections.opened(connection));
    desks.renewals().endIfRevoked().accept(connection.session());
    if (!gate.isOpen()) {
      connection.session().close(Closing.RESTART);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    if (gate.isOpen() && connection(socket) instanceof Connection connection) {
      connection.text(message.getPayload());
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
    if (connection(socket) instanceof Connection connection) {
      connection.binary();
    }
  }

  @Override
  protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
    if (connection(socket) instanceof Connection connection) {
      connection.pong();
    }
  }

  /// The container closes the connection by itself, with 1007 or 1009 where those fit.
  @Override
  public void handleTransportError(WebSocketSession socket, Throwable failure) {
    // a client's broken link or bad bytes are not news
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    if (socket.getAttributes().remove(CONNECTION) instanceof Connection connection) {
      connections.closed(connection);
      if (socket.getAttributes().get(HandshakeDoor.ADDRESS) instanceof ClientAddress address) {
        desks.addresses().closed(address);
      }
    }
  }

  private static @Nullable Object connection(WebSocketSession socket) {
    return socket.getAttributes().get(CONNECTION);
  }

  /// Where a new client's frames go.
  record Desks(
      Intake intake,
      Presence presence,
      Renewals renewals,
      SessionMeters meters,
      Limits limits,
      AddressLimits addresses) {

    Connection connect(Identity identity, JettySocket socket) {
      var session = new Session(identity, socket, limits, meters, System.nanoTime());
      return new Connection(
          session, intake.desk(session), presence.desk(session), renewals.desk(session), meters);
    }
  }
}
