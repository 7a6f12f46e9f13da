package chat.maru.gateway.socket;

import java.net.HttpCookie;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.websocket.api.ExtensionConfig;
import org.eclipse.jetty.websocket.api.UpgradeRequest;
import org.eclipse.jetty.websocket.api.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/// What a session still knows of its handshake: as good as nothing. Whoever needs more of it takes
/// that along when the handshake is judged ([HandshakeDoor]).
record Upgraded(boolean secure, @Nullable String protocol)
    implements UpgradeRequest, UpgradeResponse {
  private static final URI NOWHERE = URI.create("");

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public @Nullable String getAcceptedSubProtocol() {
    return protocol;
  }

  @Override
  public List<String> getSubProtocols() {
    return protocol == null ? List.of() : List.of(protocol);
  }

  @Override
  public boolean hasSubProtocol(String test) {
    return test.equals(protocol);
  }

  @Override
  public String getProtocolVersion() {
    return "13";
  }

  @Override
  public String getHttpVersion() {
    return "HTTP/1.1";
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public int getStatusCode() {
    return 101;
  }

  @Override
  public URI getRequestURI() {
    return NOWHERE;
  }

  @Override
  public String getHost() {
    return "";
  }

  @Override
  public @Nullable String getOrigin() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public Map<String, List<String>> getParameterMap() {
    return Map.of();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public List<HttpCookie> getCookies() {
    return List.of();
  }

  @Override
  public List<ExtensionConfig> getExtensions() {
    return List.of();
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public int getHeaderInt(String name) {
    return -1;
  }

  @Override
  public Set<String> getHeaderNames() {
    return Set.of();
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return Map.of();
  }

  @Override
  public List<String> getHeaders(String name) {
    return List.of();
  }
}
