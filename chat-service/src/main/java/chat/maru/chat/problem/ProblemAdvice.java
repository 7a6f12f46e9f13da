package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/// The one table from what went wrong to what REST answers. Nothing of a fault's inside is told.
@RestControllerAdvice
class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AtomicLong nextComplaint = new AtomicLong(System.nanoTime());

  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<Problem> answer(Exception failure) {
    if (failure instanceof AsyncRequestNotUsableException || isOfAGoneClient(failure)) {
      return null;
    }
    return problemOf(failure).response(headersOf(failure));
  }

  /// Only the answer's stream throws I/O errors here; nobody is left to be answered.
  private static boolean isOfAGoneClient(Exception failure) {
    return failure instanceof HttpMessageNotWritableException
        && NestedExceptionUtils.getMostSpecificCause(failure) instanceof IOException;
  }

  private Problem problemOf(Exception failure) {
    return switch (failure) {
      case ProblemException e -> e.problem();
      case HttpMessageNotReadableException e -> unreadable(e.getCause());
      case MethodArgumentTypeMismatchException e -> badField(e.getName());
      case MissingServletRequestParameterException e -> badField(e.getParameterName());
      case NoResourceFoundException _, NoHandlerFoundException _ -> Problem.of(ErrorCode.NOT_FOUND);
      case HttpRequestMethodNotSupportedException _ -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED);
      case HttpMediaTypeNotAcceptableException _ -> Problem.of(ErrorCode.NOT_ACCEPTABLE);
      case HttpMediaTypeNotSupportedException _ -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
      case HttpException e ->
          Problem.of(StatusCodes.codeOf(e.getCode())); // Jetty's, of a bad query
      default -> fault(failure);
    };
  }

  private static Problem unreadable(@Nullable Throwable cause) {
    return switch (cause) {
      case StreamConstraintsException e
          when String.valueOf(e.getMessage()).startsWith("Document length") ->
          Problem.of(ErrorCode.BODY_TOO_LARGE);
      case MismatchedInputException e when !e.getPath().isEmpty() -> badField(path(e));
      case null, default ->
          Problem.of(ErrorCode.BAD_FRAME, null, "the body is not a JSON object as documented");
    };
  }

  /// The outermost name that is wrong: whoever sent it knows the rest.
  private static String path(MismatchedInputException e) {
    return e.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(name -> name != null)
        .findFirst()
        .orElse("body");
  }

  private static Problem badField(String field) {
    return Problem.of(ErrorCode.BAD_FIELD, field, field + ": has the wrong form");
  }

  private Problem fault(Exception failure) {
    if (Outage.isCauseOf(failure)) {
      complain(failure);
      return Problem.of(ErrorCode.UNAVAILABLE);
    }
    LOG.error("A request failed", failure);
    return Problem.of(ErrorCode.INTERNAL_ERROR);
  }

  /// One in a while stands for all: an outage under load must not be made worse by its log.
  private void complain(Exception failure) {
    long now = System.nanoTime();
    long due = nextComplaint.get();
    if (now - due >= 0 && nextComplaint.compareAndSet(due, now + PAUSE.toNanos())) {
      LOG.warn("A part is away: {}", failure.toString());
    }
  }

  private static HttpHeaders headersOf(Exception failure) {
    HttpHeaders headers = new HttpHeaders();
    if (failure instanceof HttpRequestMethodNotSupportedException e
        && e.getSupportedHttpMethods() != null) {
      headers.set(
          HttpHeaders.ALLOW,
          e.getSupportedHttpMethods().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return headers;
  }
}
