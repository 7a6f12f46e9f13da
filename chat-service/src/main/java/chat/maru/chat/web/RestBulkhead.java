package chat.maru.chat.web;

import chat.maru.chat.problem.ProblemWriter;
import chat.maru.contract.error.ErrorCode;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps clients' requests from taking all database connections.
///
/// When many devices fetch at once, as after an outage, what gateways ask on the internal port must
/// still find a connection: without its answer they accept no message of a room that is new to
/// them. Others wait for their turn, in order; what has not found a place within the wait is told
/// to come again. That is later than it would have had its turn, for clients double their pauses,
/// and a refusal costs half of what an answer does, so the wait covers what one outage's devices
/// need. Sign-in has bounds of its own: it waits for the password's hash, not for the database.
final class RestBulkhead extends OncePerRequestFilter {
  private final Bulkhead places;
  private final Counter refused;

  /// @param most requests of clients at once
  /// @param wait how long another one waits for its place; clients should wait longer for an answer
  RestBulkhead(int most, Duration wait, MeterRegistry meters) {
    refused =
        Counter.builder("maru.rest.refused")
            .description("Requests that found no place in time")
            .register(meters);
    places =
        Bulkhead.of(
            "rest",
            BulkheadConfig.custom()
                .maxConcurrentCalls(most)
                .maxWaitDuration(wait)
                .writableStackTraceEnabled(false)
                .build());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return !path.startsWith("/api/") || path.startsWith("/api/auth/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!places.tryAcquirePermission()) {
      refused.increment();
      ProblemWriter.write(response, ErrorCode.UNAVAILABLE);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.onComplete();
    }
  }
}
