package chat.maru.contract.error;

import java.util.Locale;

/// The catalogue of error codes: each with its HTTP status and with what a client should do.
///
/// A code never changes its meaning; `docs/protocol.md` tells the same for readers outside.
public enum ErrorCode {
  BAD_FRAME(400, Client.FIX, "not a JSON object with a type"),
  BAD_FIELD(400, Client.FIX, "a field is missing or has the wrong form"),
  UNKNOWN_TYPE(400, Client.FIX, "this frame type is not known"),
  EMPTY_TEXT(400, Client.FIX, "the text is empty"),
  TEXT_TOO_LONG(400, Client.FIX, "the text has more than 4,000 characters"),
  BAD_ID(400, Client.FIX, "not a UUID"),
  BAD_CURSOR(400, Client.FIX, "this cursor was not given by this list"),
  BAD_TICKET(401, Client.SIGN_IN, "the ticket is unknown, used or expired"),
  UNAUTHENTICATED(401, Client.SIGN_IN, "a valid access token is needed"),
  BAD_CREDENTIALS(401, Client.FIX, "user name or password is wrong"),
  BANNED(403, Client.GIVE_UP, "this account is banned"),
  FORBIDDEN_ORIGIN(403, Client.GIVE_UP, "this origin may not connect"),
  OWN_POST(403, Client.GIVE_UP, "nobody chats on their own post"),
  ROOM_NOT_FOUND(404, Client.GIVE_UP, "no such room"),
  POST_NOT_FOUND(404, Client.GIVE_UP, "no such post"),
  NOT_FOUND(404, Client.GIVE_UP, "nothing is at this path"),
  METHOD_NOT_ALLOWED(405, Client.FIX, "this path does not take this method"),
  NOT_ACCEPTABLE(406, Client.FIX, "only JSON is answered"),
  USERNAME_TAKEN(409, Client.FIX, "this user name is taken"),
  DUPLICATE_MISMATCH(409, Client.GIVE_UP, "this message id was used with another text"),
  POST_CLOSED(410, Client.GIVE_UP, "this post takes no new chats"),
  BODY_TOO_LARGE(413, Client.FIX, "the body is larger than 1 MiB"),
  UNSUPPORTED_MEDIA_TYPE(415, Client.FIX, "only JSON is taken"),
  RATE_LIMITED(429, Client.RETRY, "too many requests"),
  NOT_ACCEPTED(503, Client.RETRY, "the message was not accepted"),
  OUTCOME_UNKNOWN(503, Client.RETRY, "it is not known whether the message was accepted"),
  RETRY_IN_ORDER(409, Client.RETRY, "an earlier message of this room must be sent again first"),
  UNAVAILABLE(503, Client.RETRY, "this can't be answered now"),
  INTERNAL_ERROR(500, Client.GIVE_UP, "a fault of the service");

  /// What the client should do about it.
  public enum Client {
    /// Change the request; the same again gets the same answer.
    FIX,
    /// Send the same again, later, in order.
    RETRY,
    /// Get a fresh token or ask the user to sign in.
    SIGN_IN,
    /// Tell the user; nothing helps.
    GIVE_UP
  }

  private final int status;
  private final Client client;
  private final String sentence;

  ErrorCode(int status, Client client, String sentence) {
    this.status = status;
    this.client = client;
    this.sentence = sentence;
  }

  /// As it stands on the wire, for example `text_too_long`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  public Client client() {
    return client;
  }

  public boolean retryable() {
    return client == Client.RETRY;
  }

  /// One English sentence without a full stop, for developers.
  public String sentence() {
    return sentence;
  }
}
