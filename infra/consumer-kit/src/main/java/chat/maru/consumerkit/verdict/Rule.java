package chat.maru.consumerkit.verdict;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a consumer of `chat.messages.v1` has to do right; `docs/consumers.md` gives the reasons.
public enum Rule {
  EFFECTS("effects", "every message has its effect"),
  REPEATS("repeats", "a repeat has no second effect"),
  COMMIT("commit", "the effect is durable before the offset is committed"),
  ORDER("order", "a room's effects come in the order of its messages"),
  UNKNOWN_FIELDS("unknown-fields", "fields that are not known are ignored"),
  UNKNOWN_TYPES("unknown-types", "types that are not known are skipped");

  private final String id;
  private final String sentence;

  Rule(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /// The name in reports.
  @JsonValue
  public String id() {
    return id;
  }

  public String sentence() {
    return sentence;
  }
}
