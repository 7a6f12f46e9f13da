package chat.maru.chat.wire;

import chat.maru.chat.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// What a text field of a request must be.
///
/// @param field as it stands in the JSON
/// @param min fewest Unicode code points; a text of blanks alone counts as empty
/// @param max most code points
public record TextRule(String field, int min, int max) {

  /// The text as it came.
  ///
  /// @throws ProblemException `bad_field` when it is absent, too short or long, or holds what
  ///   PostgreSQL or UTF-8 can't: NUL, lone surrogates
  public String require(@Nullable String text) {
    if (text == null) {
      throw ProblemException.badField(field, "is missing");
    }
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max || (min > 0 && text.isBlank())) {
      throw ProblemException.badField(field, "expected: %d–%d characters".formatted(min, max));
    }
    if (text.codePoints().anyMatch(TextRule::isUnstorable)) {
      throw ProblemException.badField(field, "holds NUL or a lone surrogate");
    }
    return text;
  }

  public @Nullable String optional(@Nullable String text) {
    return text == null ? null : require(text);
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
