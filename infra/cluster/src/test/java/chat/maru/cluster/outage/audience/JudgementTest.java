package chat.maru.cluster.outage.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  /// The borrower writes messages 1 and 3, the lender 2 and 4; numbers are given from seq 1 on.
  @ParameterizedTest(name = "history {0}, screen {1}: {2} lost, {3} repeated, {4} out of order")
  @CsvSource({
    "1 2 3 4,   1 2 3 4,    0, 0, 0",
    "2 1 4 3,   2 1 4 3,    0, 0, 0", // whose message comes first is the database's choice
    "1 2 3,     1 2 3,      1, 0, 0",
    "1 2 3 4,   1 2 3,      1, 0, 0",
    "1 2 3 4,   1 2 4 3,    0, 0, 1",
    "3 2 1 4,   3 2 1 4,    0, 0, 1",
    "1 2 3 4,   1 2 2 3 4,  0, 1, 0",
    "1 2 3 4 4, 1 2 3 4,    0, 1, 0",
    "1 2 3 4,   1 3 4,      1, 0, 0",
  })
  void eachFaultIsCounted(String history, String screen, int lost, int repeated, int reordered) {
    List<List<Integer>> written = List.of(List.of(1, 3), List.of(2, 4));

    Judgement judgement = Judgement.of(written, lines(history), List.of(lines(screen)));

    assertThat(judgement).isEqualTo(new Judgement(1, 4, lost, repeated, reordered));
    assertThat(judgement.clean()).isEqualTo(lost + repeated + reordered == 0);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "1, 2"})
  void aNumberThatIsNotDueIsOutOfOrder(long first, long second) {
    List<Line> history = List.of(new Line(1, 1, 0), new Line(2, 2, 0));
    List<Line> screen = List.of(new Line(first, 1, 0), new Line(second, 2, 0));

    Judgement judgement = Judgement.of(List.of(List.of(1), List.of(2)), history, List.of(screen));

    assertThat(judgement.reordered()).isEqualTo(first == 1 ? 0 : 2);
  }

  private static List<Line> lines(String numbers) {
    String[] each = numbers.split(" ");
    return IntStream.range(0, each.length)
        .mapToObj(i -> new Line(i + 1, Integer.parseInt(each[i]), 0))
        .toList();
  }
}
