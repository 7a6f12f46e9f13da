package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// A request that can't be answered as asked, with the code that says why.
public final class ProblemException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String field;

  private ProblemException(ErrorCode code, @Nullable String field, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
  }

  public static ProblemException of(ErrorCode code) {
    return new ProblemException(code, null, code.sentence());
  }

  /// @param expected what the field should have been, as `expected: 1–100`
  public static ProblemException badField(String field, String expected) {
    return new ProblemException(ErrorCode.BAD_FIELD, field, field + ": " + expected);
  }

  Problem problem() {
    return Problem.of(code, field, String.valueOf(getMessage()));
  }
}
