package chat.maru.chat;

/// A setting names something without which this service must not start.
public final class RefusedStartException extends RuntimeException {
  public RefusedStartException(String setting, Exception why) {
    super(setting + ": " + why.getMessage(), why);
  }
}
