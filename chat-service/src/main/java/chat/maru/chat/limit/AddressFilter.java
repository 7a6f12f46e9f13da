package chat.maru.chat.limit;

import chat.maru.chat.ChatSettings.PerAddress;
import chat.maru.chat.problem.ProblemWriter;
import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.address.ExemptNetworks;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what one address asks too often, before a token is looked at. Calls without a token,
/// each of which costs a hash or a transaction, have limits of their own.
final class AddressFilter extends OncePerRequestFilter {
  private final ExemptNetworks exempt;
  private final RestLimit<ClientAddress> requests;
  private final Map<String, RestLimit<ClientAddress>> byPath;

  AddressFilter(PerAddress settings, MeterRegistry registry) {
    exempt = new ExemptNetworks(settings.exempt());
    requests = new RestLimit<>("address_requests", settings.requests(), registry);
    byPath =
        Map.of(
            "/api/auth/register",
            new RestLimit<>("address_registrations", settings.registrations(), registry),
            "/api/auth/login",
            new RestLimit<>("address_logins", settings.logins(), registry),
            "/api/auth/refresh",
            new RestLimit<>("address_refreshes", settings.refreshes(), registry));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = take(request);
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.writeRateLimited(response, wait);
    }
  }

  private Duration take(HttpServletRequest request) {
    ClientAddress address = ClientAddress.of(request.getRemoteAddr());
    if (exempt.contains(address)) {
      return Duration.ZERO;
    }
    RestLimit<ClientAddress> own = byPath.get(request.getServletPath());
    Duration wait = own == null ? Duration.ZERO : own.take(address);
    return wait.isZero() ? requests.take(address) : wait;
  }
}
