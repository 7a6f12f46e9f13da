package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that can't be answered as asked, with the code that says why.
public final class ProblemException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String field;
  private final @Nullable Duration wait;

  private ProblemException(
      ErrorCode code, @Nullable String field, String detail, @Nullable Duration wait) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.wait = wait;
  }

  public static ProblemException of(ErrorCode code) {
    return new ProblemException(code, null, code.sentence(), null);
  }

  /// @param wait until the client may ask again
  public static ProblemException rateLimited(Duration wait) {
    ErrorCode code = ErrorCode.RATE_LIMITED;
    return new ProblemException(code, null, code.sentence(), wait);
  }

  /// @param expected what the field should have been, as `expected: 1–100`
  public static ProblemException badField(String field, String expected) {
    return new ProblemException(ErrorCode.BAD_FIELD, field, field + ": " + expected, null);
  }

  public ErrorCode code() {
    return code;
  }

  Problem problem() {
    return wait == null
        ? Problem.of(code, field, String.valueOf(getMessage()))
        : Problem.of(code, wait);
  }
}
