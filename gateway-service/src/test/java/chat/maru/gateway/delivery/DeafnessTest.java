package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeafnessTest {
  private final Deafness deafness = new Deafness(0);

  @ParameterizedTest
  @CsvSource({
    // rounds at these milliseconds, nothing heard; which of them gives up, 0 for none
    "1000 2000 3000, 0",
    "1000 2000 3000 4000, 4",
    "990 1990 2980 3970, 4",
    "1010 2000 3010 4000, 4",
    "12000, 0", // the node itself stood still
    "12000 12000 12000 12000 12000 12000, 0", // and its timer made up for it
    "1000 12000 13000, 0",
    "12000 12000 13000 14000 15000, 5"
  })
  void givesUpAfterFourRoundsOfItsOwnAttention(String rounds, int givesUp) {
    long[] times =
        Arrays.stream(rounds.split(" "))
            .mapToLong(millis -> TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis)))
            .toArray();
    for (int i = 1; i <= times.length; i++) {
      assertThat(deafness.isDeaf(times[i - 1])).as("round " + i).isEqualTo(i == givesUp);
    }
  }

  @Test
  void whatIsHeardBeginsTheCountAnew() {
    assertThat(silentRounds(1, 3)).isFalse();
    deafness.heard();
    assertThat(silentRounds(4, 6)).isFalse();
    assertThat(silentRounds(7, 7)).isTrue();
  }

  @Test
  void theNewConnectionGetsAsLong() {
    assertThat(silentRounds(1, 4)).isTrue();
    assertThat(silentRounds(5, 7)).isFalse();
    assertThat(silentRounds(8, 8)).isTrue();
  }

  /// @return what the last round said
  private boolean silentRounds(int first, int last) {
    boolean deaf = false;
    for (int round = first; round <= last; round++) {
      deaf = deafness.isDeaf(TimeUnit.SECONDS.toNanos(round));
    }
    return deaf;
  }
}
