package chat.maru.consumerkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.consumerkit.stage.Effect;
import chat.maru.consumerkit.stage.Sent;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.consumerkit.verdict.Rule;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);
  private static final Effect ONE = new Effect("stored:1", "a", 1);
  private static final Effect TWO = new Effect("stored:2", "a", 2);
  private static final Effect OTHER = new Effect("stored:3", "b", 1);
  private static final List<Sent> SENT =
      List.of(
          new Sent(ONE, PARTITION, 0), new Sent(OTHER, PARTITION, 1), new Sent(TWO, PARTITION, 2));

  private final Judge judge = new Judge("scene", Rule.UNKNOWN_TYPES, Rule.EFFECTS);

  @Test
  void roomsMayOvertakeEachOther() {
    assertThat(judge.judge(SENT, List.of(OTHER, ONE, TWO), List.of())).isEmpty();
    assertThat(judge.judge(SENT, List.of(ONE, TWO, OTHER), List.of())).isEmpty();
  }

  @Test
  void aMissingEffectBreaksTheRuleOfTheScene() {
    assertThat(judge.judge(SENT, List.of(ONE, OTHER), List.of()))
        .containsExactly(
            new Finding(
                Rule.EFFECTS,
                "scene",
                "1 messages have no effect",
                List.of("stored:2 (room a, seq 2)")));
  }

  @Test
  void aSecondEffectIsARepeatAndNoDisorder() {
    assertThat(judge.judge(SENT, List.of(ONE, OTHER, TWO, ONE), List.of()))
        .containsExactly(
            new Finding(
                Rule.REPEATS,
                "scene",
                "1 messages have more than one effect",
                List.of("stored:1 (room a, seq 1): 2 effects")));
  }

  @Test
  void anEarlierMessageAfterALaterOneOfItsRoomIsDisorder() {
    assertThat(judge.judge(SENT, List.of(TWO, OTHER, ONE), List.of()))
        .containsExactly(
            new Finding(
                Rule.ORDER,
                "scene",
                "1 effects came after that of a later message of their room",
                List.of("stored:1 (room a, seq 1) after seq 2")));
  }

  @Test
  void anEffectWithWrongValuesAndALineThatIsNoneAreTheScenesOwn() {
    List<Effect> effects = List.of(ONE, TWO, OTHER, new Effect("stored:3", "b", 7));

    assertThat(judge.judge(SENT, effects, List.of("what?")))
        .extracting(Finding::rule)
        .contains(Rule.UNKNOWN_TYPES, Rule.UNKNOWN_TYPES)
        .doesNotContain(Rule.EFFECTS);
  }

  @Test
  void anOffsetBeyondAnEventWithoutEffectWasCommittedFirst() {
    Map<TopicPartition, Long> beyondTwo = Map.of(PARTITION, 2L);

    assertThat(judge.committedFirst(SENT, List.of(ONE, OTHER), beyondTwo)).isEmpty();
    assertThat(judge.committedFirst(SENT, List.of(), Map.of())).isEmpty();
    assertThat(judge.committedFirst(SENT, List.of(ONE), beyondTwo))
        .containsExactly(
            new Finding(
                Rule.COMMIT,
                "scene",
                "the offsets of 1 events were committed while their effects were still to come",
                List.of("stored:3 (room b, seq 1) at t-0@1")));
  }
}
