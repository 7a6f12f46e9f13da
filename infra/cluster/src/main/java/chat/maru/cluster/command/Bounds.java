package chat.maru.cluster.command;

/// Numbers that make sense.
public final class Bounds {

  private Bounds() {}

  /// @throws IllegalArgumentException saying in one line what was expected
  public static void within(String name, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, lowest, highest));
    }
  }
}
