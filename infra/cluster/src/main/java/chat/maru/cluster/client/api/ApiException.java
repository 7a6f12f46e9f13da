package chat.maru.cluster.client.api;

import org.jspecify.annotations.Nullable;

/// The service answered with a problem (RFC 9457), or with nothing at all.
public final class ApiException extends RuntimeException {
  private static final int NO_ANSWER = 0;

  private final int status;
  private final String code;
  private final @Nullable String detail;

  ApiException(int status, String code, @Nullable String detail) {
    super(status + " " + code + (detail == null ? "" : ": " + detail));
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  ApiException(Throwable cause) {
    super("no answer", cause);
    this.status = NO_ANSWER;
    this.code = "unavailable";
    this.detail = null;
  }

  /// The HTTP status; 0 when no answer came.
  public int status() {
    return status;
  }

  /// From the catalogue of codes; `unavailable` when no answer came, `unknown` when the answer had
  /// none.
  public String code() {
    return code;
  }

  public @Nullable String detail() {
    return detail;
  }
}
