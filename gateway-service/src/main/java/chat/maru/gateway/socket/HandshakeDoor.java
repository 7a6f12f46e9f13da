package chat.maru.gateway.socket;

import static java.util.Objects.requireNonNull;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.socket.Handshakes.Credentials;
import chat.maru.limits.address.ClientAddress;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Lets a handshake through with its identity among the session's attributes, or answers it with a
/// problem (RFC 9457) before any upgrade.
final class HandshakeDoor implements HandshakeInterceptor {
  static final String IDENTITY = "identity";
  static final String ADDRESS = "address";

  private final Handshakes handshakes;
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);

  HandshakeDoor(Handshakes handshakes, MeterRegistry registry) {
    this.handshakes = handshakes;
    for (ErrorCode code : ErrorCode.values()) {
      refused.put(code, refused(registry, code));
    }
  }

  static Counter refused(MeterRegistry registry, ErrorCode code) {
    return registry.counter("maru.gateway.handshakes.refused", "code", code.code());
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    HttpHeaders headers = request.getHeaders();
    ClientAddress address = addressOf(request);
    var credentials =
        new Credentials(
            headers.getOrigin(),
            headers.getFirst(HttpHeaders.AUTHORIZATION),
            UriComponentsBuilder.fromUri(request.getURI())
                .build()
                .getQueryParams()
                .getFirst("ticket"),
            address);
    return switch (handshakes.judge(credentials)) {
      case Verdict.Known(var identity) -> {
        attributes.put(IDENTITY, identity);
        attributes.put(ADDRESS, address);
        yield true;
      }
      case Verdict.Refused(ErrorCode code, Duration wait) -> {
        refuse(response, code, wait);
        yield false;
      }
    };
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception exception) {
    handshakes.answered(); // Spring asks for this only when beforeHandshake let it through
  }

  /// Of the client, or of the last proxy before this node that is not trusted to tell the client's.
  private static ClientAddress addressOf(ServerHttpRequest request) {
    return request instanceof ServletServerHttpRequest servlet
        ? ClientAddress.of(servlet.getServletRequest().getRemoteAddr())
        : ClientAddress.of("");
  }

  private void refuse(ServerHttpResponse response, ErrorCode code, Duration wait)
      throws IOException {
    requireNonNull(refused.get(code)).increment();
    audit(code);
    var problem = Problem.of(code, code.retryable() ? Math.max(1, wait.toMillis()) : null);
    response.setStatusCode(HttpStatusCode.valueOf(code.status()));
    problem.describe(response.getHeaders()::set);
    response.getBody().write(problem.json());
  }

  private static void audit(ErrorCode code) {
    switch (code) {
      case FORBIDDEN_ORIGIN -> Audit.failure(AuditEvent.ORIGIN_REFUSED, null, code.code());
      case UNAUTHENTICATED, BAD_TICKET ->
          Audit.failure(AuditEvent.TOKEN_REFUSED, null, code.code());
      default -> {
        // an outage is no event of security
      }
    }
  }
}
