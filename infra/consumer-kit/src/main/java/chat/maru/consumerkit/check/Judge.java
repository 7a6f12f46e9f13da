package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.Effect;
import chat.maru.consumerkit.stage.Sent;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.consumerkit.verdict.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// Compares the effects that a consumer has told with the messages that it was sent. Pure.
///
/// @param scene named in the findings
/// @param own the rule that a wrong effect breaks in this scene
/// @param lost the rule that a missing effect breaks in this scene
record Judge(String scene, Rule own, Rule lost) {

  /// All that can be seen in the list of a store's effects, oldest first.
  List<Finding> judge(List<Sent> sent, List<Effect> effects, List<String> strange) {
    return Stream.of(
            missing(sent, effects),
            wrong(sent, effects),
            twice(effects),
            disorder(effects),
            finding(own, "%d lines told are no effects", strange))
        .flatMap(List::stream)
        .toList();
  }

  /// Events whose offset was committed before their effect was told.
  ///
  /// @param committed read before the effects were
  List<Finding> committedFirst(
      List<Sent> sent, List<Effect> effects, Map<TopicPartition, Long> committed) {
    Set<String> there = effects.stream().map(Effect::eventId).collect(Collectors.toSet());
    return finding(
        Rule.COMMIT,
        "the offsets of %d events were committed while their effects were still to come",
        sent.stream()
            .filter(event -> event.offset() < committed.getOrDefault(event.partition(), 0L))
            .filter(event -> !there.contains(event.expected().eventId()))
            .map(event -> event.expected() + " at " + event.partition() + "@" + event.offset())
            .toList());
  }

  private List<Finding> missing(List<Sent> sent, List<Effect> effects) {
    Set<String> there = effects.stream().map(Effect::eventId).collect(Collectors.toSet());
    return finding(
        lost,
        "%d messages have no effect",
        sent.stream()
            .map(Sent::expected)
            .filter(effect -> !there.contains(effect.eventId()))
            .map(Effect::toString)
            .distinct()
            .toList());
  }

  private List<Finding> wrong(List<Sent> sent, List<Effect> effects) {
    Set<Effect> expected = sent.stream().map(Sent::expected).collect(Collectors.toSet());
    return finding(
        own,
        "%d effects are of no message that was sent",
        effects.stream()
            .filter(effect -> !expected.contains(effect))
            .map(Effect::toString)
            .toList());
  }

  private List<Finding> twice(List<Effect> effects) {
    Map<String, Long> counts =
        effects.stream()
            .collect(
                Collectors.groupingBy(Effect::toString, LinkedHashMap::new, Collectors.counting()));
    return finding(
        Rule.REPEATS,
        "%d messages have more than one effect",
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(entry -> "%s: %d effects".formatted(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// Looks at the first effect of each message only: another is no disorder.
  private List<Finding> disorder(List<Effect> effects) {
    Map<String, Effect> lastOfRoom = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Function<Effect, Stream<String>> step =
        effect -> {
          Effect before = lastOfRoom.put(effect.roomId(), effect);
          return before != null && before.seq() > effect.seq()
              ? Stream.of("%s after seq %d".formatted(effect, before.seq()))
              : Stream.of();
        };
    return finding(
        Rule.ORDER,
        "%d effects came after that of a later message of their room",
        effects.stream().filter(effect -> seen.add(effect.eventId())).flatMap(step).toList());
  }

  private List<Finding> finding(Rule rule, String what, List<String> events) {
    return events.isEmpty()
        ? List.of()
        : List.of(new Finding(rule, scene, what.formatted(events.size()), events));
  }
}
