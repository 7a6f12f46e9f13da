package chat.maru.persistence.message;

/// A message that was taken for new has its row.
public final class StoredAlreadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoredAlreadyException(String message) {
    super(message);
  }
}
