package chat.maru.cluster.client.api;

import org.jspecify.annotations.Nullable;

/// The service answered with a problem (RFC 9457), or with nothing at all.
public final class ApiException extends RuntimeException {
  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final int status;
  private final String code;
  private final @Nullable String detail;
  private final long retryAfterMs;

  ApiException(int status, String code, @Nullable String detail, long retryAfterMs) {
    super(status + " " + code + (detail == null ? "" : ": " + detail));
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  ApiException(Throwable cause) {
    super("no answer", cause);
    this.status = NO_ANSWER;
    this.code = "unavailable";
    this.detail = null;
    this.retryAfterMs = 0;
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

  /// The service refused the call for now; nothing was wrong with it.
  boolean busy() {
    return status == SERVICE_UNAVAILABLE || status == TOO_MANY_REQUESTS;
  }

  /// How long a failed call wants to be left alone; 0 when it didn't say.
  public static long retryAfterNanos(@Nullable Throwable failure) {
    return failure instanceof ApiException problem ? problem.retryAfterMs * 1_000_000 : 0;
  }
}
