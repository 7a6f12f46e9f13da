package chat.maru.gateway.socket;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.common.JettyWebSocketFrameHandler;
import org.eclipse.jetty.websocket.common.JettyWebSocketFrameHandlerFactory;
import org.eclipse.jetty.websocket.core.Configuration.Customizer;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketHandlerAdapter;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/// Turns a handshake into a session that keeps nothing of the handshake (decision 18).
///
/// The strategy that Spring brings lets Jetty keep its response, and with it the whole exchange:
/// connection, parser, headers, the token among them. That was two thirds of what an idle session
/// took.
final class Upgrades implements RequestUpgradeStrategy, ServletContextAware {
  private static final String VERSION = "13"; // RFC 6455, section 4.1

  private final Customizer limits;
  private @Nullable Jetty jetty; // since the servlet context is there

  Upgrades(Customizer limits) {
    this.limits = limits;
  }

  @Override
  public void setServletContext(ServletContext context) {
    var handler = ServletContextHandler.getServletContextHandler(context);
    var mappings = WebSocketMappings.ensureMappings(handler);
    var sessions =
        new JettyWebSocketFrameHandlerFactory(
            JettyWebSocketServerContainer.ensureContainer(context),
            mappings.getWebSocketComponents());
    jetty = new Jetty(mappings, sessions);
  }

  @Override
  public String[] getSupportedVersions() {
    return new String[] {VERSION};
  }

  @Override
  public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
    return List.of();
  }

  @Override
  public void upgrade(
      ServerHttpRequest request,
      ServerHttpResponse response,
      @Nullable String protocol,
      List<WebSocketExtension> extensions,
      @Nullable Principal user,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    var session = new JettyWebSocketSession(attributes, user);
    var endpoint = new JettyWebSocketHandlerAdapter(handler, session);
    Request asked =
        ServletCoreRequest.wrap(((ServletServerHttpRequest) request).getServletRequest());
    Response answer =
        ServletCoreResponse.wrap(
            asked, ((ServletServerHttpResponse) response).getServletResponse(), false);
    WebSocketNegotiator negotiator =
        WebSocketNegotiator.from(
            (_, upgraded, _) -> {
              if (protocol != null) {
                upgraded.setAcceptedSubProtocol(protocol);
              }
              return endpoint;
            },
            (made, upgraded, _) -> frames(made, upgraded, protocol));
    try (Blocker.Callback written = Blocker.callback()) {
      if (jetty().mappings().upgrade(negotiator, asked, answer, written, limits)) {
        written.block();
      }
    } catch (IOException e) {
      throw new HandshakeFailureException("the answer to a handshake was not written", e);
    }
  }

  private FrameHandler frames(
      Object endpoint, ServerUpgradeRequest request, @Nullable String protocol) {
    JettyWebSocketFrameHandler frames = jetty().sessions().newJettyFrameHandler(endpoint);
    var upgraded = new Upgraded(request.isSecure(), protocol);
    frames.setUpgradeRequest(upgraded);
    frames.setUpgradeResponse(upgraded);
    return frames;
  }

  private Jetty jetty() {
    return requireNonNull(jetty);
  }

  private record Jetty(WebSocketMappings mappings, JettyWebSocketFrameHandlerFactory sessions) {}
}
