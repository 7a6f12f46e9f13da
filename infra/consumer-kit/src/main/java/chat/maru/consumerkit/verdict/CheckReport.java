package chat.maru.consumerkit.verdict;

import chat.maru.consumerkit.verdict.RuleVerdict.Outcome;
import chat.maru.contract.json.ContractJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The verdict on a consumer.
///
/// @param passed whether every rule held
/// @param rules one verdict for each rule
/// @param logs the folder with what the consumer printed and told, scene by scene
public record CheckReport(boolean passed, List<RuleVerdict> rules, String logs) {

  /// @param judged the rules that were put to the test to the end
  public static CheckReport of(List<Finding> findings, Set<Rule> judged, String logs) {
    List<RuleVerdict> rules =
        Stream.of(Rule.values()).map(rule -> verdict(rule, findings, judged)).toList();
    boolean passed = rules.stream().allMatch(rule -> rule.outcome() == Outcome.PASSED);
    return new CheckReport(passed, rules, logs);
  }

  private static RuleVerdict verdict(Rule rule, List<Finding> findings, Set<Rule> judged) {
    List<Finding> own = findings.stream().filter(finding -> finding.rule() == rule).toList();
    if (!own.isEmpty()) {
      return new RuleVerdict(rule, Outcome.FAILED, own);
    }
    return new RuleVerdict(
        rule, judged.contains(rule) ? Outcome.PASSED : Outcome.NOT_JUDGED, List.of());
  }

  /// The rules that were seen broken.
  public Set<Rule> broken() {
    return rules.stream()
        .filter(rule -> rule.outcome() == Outcome.FAILED)
        .map(RuleVerdict::rule)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
  }

  /// For a test: the text of this report is the failure's message.
  ///
  /// @throws AssertionError unless every rule held
  public void assertPassed() {
    if (!passed) {
      throw new AssertionError(text());
    }
  }

  /// For people.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (RuleVerdict rule : rules) {
      text.append(
          "%-11s %-15s %s%n".formatted(word(rule), rule.rule().id(), rule.rule().sentence()));
      for (Finding finding : rule.findings()) {
        text.append("              in %s: %s%n".formatted(finding.scene(), finding.what()));
        finding.events().forEach(event -> text.append("                %s%n".formatted(event)));
      }
    }
    text.append("%n%s; logs in %s%n".formatted(passed ? "Passed" : "Failed", logs));
    return text.toString();
  }

  /// For programs.
  public String json() {
    return ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  private static String word(RuleVerdict rule) {
    return switch (rule.outcome()) {
      case PASSED -> "pass";
      case FAILED -> "FAIL";
      case NOT_JUDGED -> "not judged";
    };
  }
}
