package chat.maru.chat.post;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.TextRule;
import org.jspecify.annotations.Nullable;

/// What a post must be, wherever it comes from.
///
/// @param pricePerDay in won; absent when the lender asks to be asked
record PostDraft(String title, @Nullable String description, @Nullable Long pricePerDay) {
  private static final TextRule TITLE = new TextRule("title", 1, 100);
  private static final TextRule DESCRIPTION = new TextRule("description", 0, 2_000);

  /// @throws ProblemException `bad_field` naming the first field that breaks its rule
  static PostDraft of(
      @Nullable String title, @Nullable String description, @Nullable Long pricePerDay) {
    if (pricePerDay != null && pricePerDay < 0) {
      throw ProblemException.badField("pricePerDay", "expected: >= 0");
    }
    return new PostDraft(TITLE.require(title), DESCRIPTION.optional(description), pricePerDay);
  }
}
