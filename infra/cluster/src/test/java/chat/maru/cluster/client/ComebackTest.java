package chat.maru.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.room.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComebackTest {
  private static final RandomGenerator HALF = () -> Long.MIN_VALUE; // nextDouble() is 0.5
  private static final Timing TIMING = Timing.usual();
  private static final long SETTLED = TIMING.settled().toNanos();

  private final Comeback comeback =
      new Comeback(TIMING, new Backoff(TIMING.firstBackoff(), TIMING.mostBackoff(), HALF));

  @ParameterizedTest
  @CsvSource({"1006, 125", "1012, 125", "4408, 125", "4400, 1125", "4413, 1125", "4429, 1125"})
  void aCloseThatWasOnesOwnDoingWaitsLonger(int code, long millis) {
    assertThat(millis(comeback.afterClose(code, SETTLED))).isEqualTo(millis);
  }

  @Test
  void onlyALinkThatSettledStartsTheBackoffAfresh() {
    assertThat(millis(comeback.afterClose(1006, 0))).isEqualTo(125);
    assertThat(millis(comeback.afterRefusal(0))).isEqualTo(250);
    assertThat(millis(comeback.afterClose(1006, SETTLED - 1))).isEqualTo(500);
    assertThat(millis(comeback.afterClose(1006, SETTLED))).isEqualTo(125);
  }

  @Test
  void aRefusalIsGivenTheTimeThatItAsksFor() {
    assertThat(millis(comeback.afterRefusal(Duration.ofSeconds(3).toNanos()))).isEqualTo(3_125);
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}
