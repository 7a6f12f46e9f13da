package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;

/// The code for an error of which only the HTTP status is known: the container's.
final class StatusCodes {
  private StatusCodes() {}

  static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401, 403 -> ErrorCode.UNAUTHENTICATED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 413 -> ErrorCode.BODY_TOO_LARGE;
      case 503 -> ErrorCode.UNAVAILABLE;
      default -> status < 500 ? ErrorCode.BAD_FRAME : ErrorCode.INTERNAL_ERROR;
    };
  }
}
