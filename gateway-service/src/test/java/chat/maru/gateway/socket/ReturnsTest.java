package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnsTest {

  @ParameterizedTest
  @CsvSource({
    "400,   1000, 1000",
    "1000,  1000, 1000",
    "1000,  4000, 4000",
    "12000, 1000, 12000",
  })
  void sessionsComeBackOverTheWholeSpreadAndNotTooManyInAnySecond(
      int sessions, long least, long spread) {
    Returns returns = new Returns(sessions, Duration.ofMillis(least), new Random(1));
    long[] times = LongStream.generate(returns::nextMillis).limit(sessions).sorted().toArray();

    assertThat(times[0]).isLessThan(spread / 10);
    assertThat(times[sessions - 1]).isBetween(spread * 9 / 10, spread - 1);
    long slices = sessions * 1_000L / spread; // in a second, and one that reaches into it
    for (long begin = 0; begin < spread; begin += 250) {
      assertThat(between(times, begin, begin + 1_000)).isBetween(1L, slices + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3"})
  void whoComesOnTopComesBackWithinTheSameTime(int sessions) {
    Returns returns = new Returns(sessions, Duration.ofSeconds(1), new Random(1));
    assertThat(LongStream.generate(returns::nextMillis).limit(10)).allMatch(t -> t < 1_000);
  }

  private static long between(long[] times, long from, long to) {
    return LongStream.of(times).filter(t -> t >= from && t < to).count();
  }
}
