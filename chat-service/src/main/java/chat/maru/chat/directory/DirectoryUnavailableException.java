package chat.maru.chat.directory;

/// Redis did not answer all that was asked; some of it may have been done.
public final class DirectoryUnavailableException extends RuntimeException {
  DirectoryUnavailableException(Throwable cause) {
    super("Redis did not answer: " + cause.getMessage(), cause);
  }
}
