package chat.maru.gateway.identity;

import chat.maru.contract.error.ErrorCode;

/// What came of looking at a token, a ticket or an origin.
public sealed interface Verdict {

  record Known(Identity identity) implements Verdict {}

  /// @param code `unauthenticated`, `bad_ticket`, `forbidden_origin` or `unavailable`
  record Refused(ErrorCode code) implements Verdict {}

  static Verdict refused(ErrorCode code) {
    return new Refused(code);
  }
}
