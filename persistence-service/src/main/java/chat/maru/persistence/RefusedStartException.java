package chat.maru.persistence;

/// Something without which this service must not start is missing; the message says what.
public final class RefusedStartException extends RuntimeException {
  private final String remedy;

  /// @param remedy what a person can do about it
  public RefusedStartException(String why, String remedy) {
    super(why);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
