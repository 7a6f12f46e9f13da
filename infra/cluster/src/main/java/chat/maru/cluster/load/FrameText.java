package chat.maru.cluster.load;

/// Reads single fields out of a frame without parsing it. Good for values without escapes, in
/// frames whose only free text is the generator's own.
public final class FrameText {

  private FrameText() {}

  /// @return the string value of the first field with that name; empty when there is none
  public static String field(String frame, String name) {
    int start = valueStart(frame, name);
    return start < 0 ? "" : frame.substring(start + 1, frame.indexOf('"', start + 1));
  }

  /// @return the whole number; -1 when there is none
  public static long number(String frame, String name) {
    int start = valueStart(frame, name);
    if (start < 0) {
      return -1;
    }
    int end = start;
    while (Character.isDigit(frame.charAt(end))) {
      end++;
    }
    return Long.parseLong(frame, start, end, 10);
  }

  private static int valueStart(String frame, String name) {
    String key = '"' + name + "\":";
    int at = frame.indexOf(key);
    return at < 0 ? -1 : at + key.length();
  }
}
