package chat.maru.chat.internal;

import chat.maru.chat.problem.ProblemWriter;
import chat.maru.contract.error.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps the two listeners apart, before anything else sees a request: `/internal/**` is answered
/// on the internal port alone, to holders of the service token, and nothing else is answered there.
class InternalGate extends OncePerRequestFilter {
  private final InternalListener listener;
  private final ServiceToken token;

  InternalGate(InternalListener listener, ServiceToken token) {
    this.listener = listener;
    this.token = token;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean internalPort = request.getLocalPort() == listener.port();
    // The servlet path is decoded and normalised: no spelling of /internal/ passes by.
    boolean internalPath = request.getServletPath().startsWith("/internal/");
    if (internalPort != internalPath) {
      ProblemWriter.write(response, ErrorCode.NOT_FOUND);
    } else if (internalPort && !token.isIn(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      ProblemWriter.write(response, ErrorCode.UNAUTHENTICATED);
    } else {
      chain.doFilter(request, response);
    }
  }
}
