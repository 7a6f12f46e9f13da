package chat.maru.consumerkit.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/// Whether one rule held.
///
/// @param findings why not; empty unless failed
public record RuleVerdict(Rule rule, Outcome outcome, List<Finding> findings) {

  /// What is known of a rule.
  public enum Outcome {
    PASSED,
    FAILED,
    /// The consumer does not do its plain work, so nothing else can be told.
    NOT_JUDGED;

    @JsonValue
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
