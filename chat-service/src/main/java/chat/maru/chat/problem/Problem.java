package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A problem's body (RFC 9457): the registered members, and `code`, `field`, `retryable` and
/// `retryAfterMs` as frames carry them.
///
/// @param field the body's or query's field that is wrong, with `bad_field`
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable String field,
    boolean retryable,
    @Nullable Long retryAfterMs) {

  private static final long RETRY_AFTER_MS = 1_000;

  static Problem of(ErrorCode code) {
    return of(code, null, code.sentence());
  }

  /// @param wait until the same may be granted, with a code that is retryable
  static Problem of(ErrorCode code, Duration wait) {
    Problem problem = of(code);
    return new Problem(
        problem.type,
        problem.title,
        problem.status,
        problem.detail,
        problem.code,
        null,
        problem.retryable,
        Math.max(1, wait.toMillis()));
  }

  static Problem of(ErrorCode code, @Nullable String field, String detail) {
    return new Problem(
        "urn:maru:error:" + code.code(),
        code.sentence(),
        code.status(),
        detail,
        code.code(),
        field,
        code.retryable(),
        code.retryable() ? RETRY_AFTER_MS : null);
  }

  /// Whole seconds for the header (RFC 9110, section 10.2.3).
  Optional<String> retryAfter() {
    return Optional.ofNullable(retryAfterMs).map(millis -> Long.toString((millis + 999) / 1_000));
  }

  ResponseEntity<Problem> response(HttpHeaders headers) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(status)
            .headers(headers)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    retryAfter().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
    if (status == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"); // RFC 9110, section 15.5.2
    }
    return response.body(this);
  }
}
