package chat.maru.cluster.fault;

/// Says yes in a share of the questions, as evenly spread as whole questions allow.
final class Share {
  private final double share;
  private double due;

  /// @param share 0 to 1
  /// @param due how near the first yes is, 0 to 1
  Share(double share, double due) {
    this.share = share;
    this.due = due;
  }

  boolean next() {
    due += share;
    if (due < 1) {
      return false;
    }
    due -= 1;
    return true;
  }
}
