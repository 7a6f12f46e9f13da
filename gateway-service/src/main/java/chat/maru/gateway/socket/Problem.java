package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import com.fasterxml.jackson.annotation.JsonInclude;
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

  byte[] json() {
    return ContractJson.mapper().writeValueAsBytes(this);
  }
}
