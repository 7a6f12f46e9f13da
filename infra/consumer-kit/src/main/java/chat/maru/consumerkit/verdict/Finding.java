package chat.maru.consumerkit.verdict;

import java.util.List;

/// One breach that was seen.
///
/// @param rule the rule that it breaks
/// @param scene what was being tried
/// @param what one sentence
/// @param events the events that show it, at most [#MOST_EVENTS]
public record Finding(Rule rule, String scene, String what, List<String> events) {

  /// More examples tell no more.
  public static final int MOST_EVENTS = 5;

  public Finding {
    events = events.stream().limit(MOST_EVENTS).toList();
  }
}
