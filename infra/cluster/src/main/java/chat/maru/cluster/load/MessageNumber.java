package chat.maru.cluster.load;

import java.util.UUID;

/// A client message id that tells which message of the run it is.
final class MessageNumber {
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int NUMBER_DIGITS = 12;

  private MessageNumber() {}

  /// @param run random, so that two runs share no id
  static String id(long run, long number) {
    return new UUID(run, VARIANT | number).toString();
  }

  static long of(String id) {
    return Long.parseLong(id, id.length() - NUMBER_DIGITS, id.length(), 16);
  }
}
