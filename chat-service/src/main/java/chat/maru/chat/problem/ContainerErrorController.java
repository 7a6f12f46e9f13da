package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Gives errors that the container or a filter found the same form as all others.
@RestController
class ContainerErrorController implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return Problem.of(codeOf(status instanceof Integer number ? number : 404))
        .response(HttpHeaders.EMPTY);
  }

  private static ErrorCode codeOf(int status) {
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
