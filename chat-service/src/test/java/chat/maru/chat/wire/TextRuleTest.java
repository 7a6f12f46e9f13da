package chat.maru.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.chat.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextRuleTest {
  private static final TextRule RULE = new TextRule("name", 2, 4);

  static List<String> good() {
    return List.of("ab", "abcd", "🙏🙏🙏🙏", "민지", " a", "\t.");
  }

  static List<String> bad() {
    return List.of("", "a", "abcde", "🙏🙏🙏🙏🙏", "   ", "a\0b", "ab\ud800", "\udc00ab");
  }

  @ParameterizedTest
  @MethodSource("good")
  void aTextThatKeepsTheRuleComesBackUnchanged(String text) {
    assertThat(RULE.require(text)).isEqualTo(text);
    assertThat(RULE.optional(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aTextThatBreaksItIsRefusedByItsField(String text) {
    Stream.<Runnable>of(() -> RULE.require(text), () -> RULE.optional(text))
        .forEach(check ->
            assertThatThrownBy(check::run)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("name: "));
  }

  @Test
  void onlyWhatIsOptionalMayBeAbsent() {
    assertThat(RULE.optional(null)).isNull();
    assertThatThrownBy(() -> RULE.require(null)).isInstanceOf(ProblemException.class);
  }
}
