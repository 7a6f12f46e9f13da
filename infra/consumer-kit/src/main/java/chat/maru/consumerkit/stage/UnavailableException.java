package chat.maru.consumerkit.stage;

import org.jspecify.annotations.Nullable;

/// The check itself can't go on: nothing is said about the consumer. The message is one line that a
/// user can act on.
public final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static UnavailableException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new UnavailableException("interrupted", cause);
  }
}
