package chat.maru.gateway.identity;

import chat.maru.contract.error.ErrorCode;
import java.time.Duration;

/// What came of looking at a token, a ticket or an origin.
public sealed interface Verdict {

  record Known(Identity identity) implements Verdict {}

  /// @param code `unauthenticated`, `bad_ticket`, `forbidden_origin`, `rate_limited` or
  ///   `unavailable`
  /// @param after least time until the same may be granted, with a code that is retryable
  record Refused(ErrorCode code, Duration after) implements Verdict {}

  static Verdict refused(ErrorCode code) {
    return new Refused(code, Duration.ofSeconds(1));
  }
}
