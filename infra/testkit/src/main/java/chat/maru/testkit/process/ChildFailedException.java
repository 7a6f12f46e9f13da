package chat.maru.testkit.process;

/// A child ended or did not answer when it should have. The message is one line that a user can act
/// on.
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChildFailedException(String message) {
    super(message);
  }

  /// For a child that is there but never became ready.
  public static ChildFailedException notReady(ChildProcess child, String waitedFor) {
    return new ChildFailedException(
        "%s did not become ready (waited for %s): %s; log: %s"
            .formatted(child.name(), waitedFor, child.lastWords(), child.log()));
  }

  /// For a child that has ended.
  public static ChildFailedException dead(ChildProcess child) {
    return new ChildFailedException(
        "%s died (%s): %s; log: %s"
            .formatted(child.name(), child.exit(), child.lastWords(), child.log()));
  }
}
