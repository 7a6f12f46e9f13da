package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Answers a problem where no controller is reached: from filters.
public final class ProblemWriter {
  private ProblemWriter() {}

  public static void write(HttpServletResponse response, ErrorCode code) throws IOException {
    write(response, Problem.of(code));
  }

  /// `rate_limited`.
  ///
  /// @param wait until the client may ask again
  public static void writeRateLimited(HttpServletResponse response, Duration wait)
      throws IOException {
    write(response, Problem.of(ErrorCode.RATE_LIMITED, wait));
  }

  private static void write(HttpServletResponse response, Problem problem) throws IOException {
    byte[] body = ContractJson.mapper().writeValueAsBytes(problem);
    problem.retryAfter().ifPresent(it -> response.setHeader(HttpHeaders.RETRY_AFTER, it));
    if (problem.status() == 401) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"); // RFC 9110, section 15.5.2
    }
    response.setStatus(problem.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
