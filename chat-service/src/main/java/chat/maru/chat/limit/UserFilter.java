package chat.maru.chat.limit;

import chat.maru.chat.ChatSettings.PerUser;
import chat.maru.chat.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what one user asks too often, with all devices together, before it takes a place among
/// those who wait for the database.
final class UserFilter extends OncePerRequestFilter {
  private static final String TICKETS = "/api/socket-tickets";

  private final RestLimit<String> requests;
  private final RestLimit<String> tickets;

  UserFilter(PerUser settings, MeterRegistry registry) {
    requests = new RestLimit<>("user_requests", settings.requests(), registry);
    tickets = new RestLimit<>("user_tickets", settings.tickets(), registry);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = take(request.getUserPrincipal(), request.getServletPath());
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.writeRateLimited(response, wait);
    }
  }

  private Duration take(@Nullable Principal user, String path) {
    if (user == null) {
      return Duration.ZERO;
    }
    Duration wait = path.equals(TICKETS) ? tickets.take(user.getName()) : Duration.ZERO;
    return wait.isZero() ? requests.take(user.getName()) : wait;
  }
}
