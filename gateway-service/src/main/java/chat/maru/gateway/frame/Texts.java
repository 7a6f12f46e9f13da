package chat.maru.gateway.frame;

import chat.maru.contract.error.ErrorCode;
import java.util.Optional;

/// What a message's text must be.
final class Texts {
  static final int MOST_CODE_POINTS = 4_000;
  private static final int NEXT_LINE = 0x85;

  private Texts() {}

  /// Empty when the text can be sent.
  static Optional<ErrorCode> refusal(String text) {
    int codePoints = 0;
    boolean blank = true;
    for (int i = 0; i < text.length(); codePoints++) {
      int c = text.codePointAt(i);
      if (c == 0 || isLoneSurrogate(c)) {
        return Optional.of(ErrorCode.BAD_FIELD);
      }
      blank &= isWhiteSpace(c);
      i += Character.charCount(c);
    }
    if (codePoints > MOST_CODE_POINTS) {
      return Optional.of(ErrorCode.TEXT_TOO_LONG);
    }
    return blank ? Optional.of(ErrorCode.EMPTY_TEXT) : Optional.empty();
  }

  /// Whether every surrogate has its other half.
  static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(Texts::isLoneSurrogate);
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /// Unicode's `White_Space`: Java's two notions together and U+0085, which neither has.
  private static boolean isWhiteSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == NEXT_LINE;
  }
}
