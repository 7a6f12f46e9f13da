package chat.maru.persistence.message;

/// A row was in the database although its room's lock said it could not be: the batch runs again
/// and meets it as a repeat.
final class UnexpectedConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedConflictException(String message) {
    super(message);
  }
}
