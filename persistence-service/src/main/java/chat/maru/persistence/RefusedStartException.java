package chat.maru.persistence;

/// Something without which this service must not start is missing; the message says what.
public final class RefusedStartException extends RuntimeException {
  public RefusedStartException(String why) {
    super(why);
  }
}
