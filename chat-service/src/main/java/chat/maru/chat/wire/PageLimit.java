package chat.maru.chat.wire;

import chat.maru.chat.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// How many items a caller wants: 1–100, 50 if they don't say.
public final class PageLimit {
  private static final int MAX = 100;
  private static final int DEFAULT = 50;

  private PageLimit() {}

  public static int of(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > MAX) {
      throw ProblemException.badField("limit", "expected: 1–" + MAX);
    }
    return asked;
  }
}
