package chat.maru.gateway.frame;

import chat.maru.contract.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Carries a refusal from the place that found it to [FrameDecoder]; it has no stack trace, since a
/// hostile client can ask for many.
final class RefusedFrameException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String field;

  RefusedFrameException(ErrorCode code, @Nullable String field) {
    this(code, field, code.sentence());
  }

  private RefusedFrameException(ErrorCode code, @Nullable String field, String message) {
    super(message, null, false, false);
    this.code = code;
    this.field = field;
  }

  static RefusedFrameException badField(String field, String message) {
    return new RefusedFrameException(ErrorCode.BAD_FIELD, field, message);
  }

  ServerFrame.Error error(@Nullable String id) {
    String message = getMessage();
    String told = message == null ? code.sentence() : message;
    if (field != null && !told.contains(field)) {
      told = field + ": " + told;
    }
    return new ServerFrame.Error(id, code.code(), told, code.retryable(), null, field);
  }
}
