package chat.maru.chat.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes what a refused request still sends, so that the refusal arrives.
///
/// A connection that is closed with bytes unread is reset, and a reset takes the answer away from a
/// client that has not read it yet (RFC 9112, section 9.6). Beyond the limits that happens all the
/// same: nobody is owed an answer to a body of any length, or at any pace.
final class RestOfBody extends OncePerRequestFilter {
  /// Bytes taken at most beyond what the refusal had read, four times the largest body.
  private static final int LIMIT = 4 * 1024 * 1024;

  private static final int AT_ONCE = 16 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
      leaveNothing(request.getInputStream());
    }
  }

  private static void leaveNothing(ServletInputStream body) throws IOException {
    byte[] bytes = new byte[AT_ONCE];
    long deadline = System.nanoTime() + LONGEST.toNanos();
    int left = LIMIT;
    int read = 0;
    while (read >= 0 && left > 0 && System.nanoTime() - deadline < 0) {
      read = body.read(bytes);
      left -= read;
    }
  }
}
