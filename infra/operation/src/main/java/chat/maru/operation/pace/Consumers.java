package chat.maru.operation.pace;

/// How many consumers of one topic a node runs.
public final class Consumers {
  private static final int MOST = 4;

  private Consumers() {}

  /// @param set as the operator says; 0 = one for each two processors, 4 at most
  public static int orByProcessors(int set) {
    return set == 0 ? Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST) : set;
  }
}
