package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that can't be answered as asked, with the code that says why.
public final class ProblemException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String field;
  private final @Nullable Duration after;

  private ProblemException(
      ErrorCode code, @Nullable String field, String detail, @Nullable Duration after) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.after = after;
  }

  public static ProblemException of(ErrorCode code) {
    return new ProblemException(code, null, code.sentence(), null);
  }

  /// @param expected what the field should have been, as `expected: 1–100`
  public static ProblemException badField(String field, String expected) {
    return new ProblemException(ErrorCode.BAD_FIELD, field, field + ": " + expected, null);
  }

  /// @param after when the same may be tried again
  public static ProblemException rateLimited(Duration after) {
    ErrorCode code = ErrorCode.RATE_LIMITED;
    return new ProblemException(code, null, code.sentence(), after);
  }

  public ErrorCode code() {
    return code;
  }

  Problem problem() {
    Problem problem = Problem.of(code, field, String.valueOf(getMessage()));
    return after == null ? problem : problem.after(after);
  }
}
