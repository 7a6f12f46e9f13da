package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a handshake that is refused is answered with (RFC 9457).
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String code,
    boolean retryable,
    @Nullable Long retryAfterMs) {

  static Problem of(ErrorCode code, @Nullable Long retryAfterMs) {
    return new Problem(
        "about:blank", code.sentence(), code.status(), code.code(), code.retryable(), retryAfterMs);
  }

  /// Sets the headers that go with it.
  ///
  /// @param headers takes a name and its only value
  void describe(BiConsumer<String, String> headers) {
    headers.accept("Content-Type", "application/problem+json");
    headers.accept("X-Content-Type-Options", "nosniff");
    if (status == 401) {
      headers.accept("WWW-Authenticate", "Bearer"); // RFC 9110, section 15.5.2
    }
    if (retryAfterMs != null) {
      headers.accept("Retry-After", Long.toString((retryAfterMs + 999) / 1_000));
    }
  }

  byte[] json() {
    return ContractJson.mapper().writeValueAsBytes(this);
  }
}
