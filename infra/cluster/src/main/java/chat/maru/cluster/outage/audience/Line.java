package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.api.Message;

/// One message on a screen or in history.
///
/// @param number which message of the run it is
/// @param at when it was shown, on [System#nanoTime]'s clock; 0 in history
public record Line(long seq, int number, long at) {
  private static final String PREFIX = "message ";

  static Line of(Message message, long at) {
    return new Line(message.seq(), numberIn(message.text()), at);
  }

  static String text(int number) {
    return PREFIX + number;
  }

  static int numberIn(String text) {
    return Integer.parseInt(text.substring(PREFIX.length()));
  }
}
