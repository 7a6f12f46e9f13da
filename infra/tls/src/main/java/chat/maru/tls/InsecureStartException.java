package chat.maru.tls;

/// The service would begin something that others can read or forge; the message says what.
public final class InsecureStartException extends RuntimeException {
  private final String remedy;

  /// @param remedy what a person can do about it
  public InsecureStartException(String why, String remedy) {
    super(why);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
