package chat.maru.chat.guess;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Guessing gets slow, and nobody is locked out by it.
class GuessesTest {
  private static final String HOME = "198.51.100.7";
  private static final String RIGHT = "signed in";

  private final AtomicLong nanos = new AtomicLong();
  private final Guesses guesses = new Guesses(nanos::get);

  @Test
  void afterFiveWrongOnesAnAddressHasOneGuessInFifteenSecondsForTheName() {
    for (int i = 0; i < 5; i++) {
      assertThat(wrong("minji", HOME)).isEqualTo("bad_credentials");
    }
    assertThat(wrong("minji", HOME)).isEqualTo("rate_limited");
    pass(Duration.ofSeconds(15));
    assertThat(wrong("Minji", HOME)).isEqualTo("bad_credentials");
    assertThat(wrong("minji", HOME)).isEqualTo("rate_limited");
    assertThat(wrong("somebody", HOME)).isEqualTo("bad_credentials");
  }

  @Test
  void aRightPasswordIsNotToldFromAWrongOneMeanwhile() {
    for (int i = 0; i < 5; i++) {
      String _ = wrong("minji", HOME);
    }
    assertThat(
            attempt(
                "minji",
                HOME,
                () -> {
                  throw new AssertionError("the password was looked at");
                }))
        .isEqualTo("rate_limited");
    pass(Duration.ofSeconds(15));
    assertThat(right("minji", HOME)).isEqualTo(RIGHT);
  }

  @Test
  void refusedAttemptsDoNotLengthenTheWait() {
    for (int i = 0; i < 100; i++) {
      String _ = wrong("minji", HOME);
    }
    pass(Duration.ofSeconds(15));
    assertThat(right("minji", HOME)).isEqualTo(RIGHT);
  }

  @Test
  void rightPasswordsCostNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(right("minji", HOME)).isEqualTo(RIGHT);
    }
  }

  @Test
  void aThousandAddressesTogetherHaveTwentyGuessesForAName() {
    assertThat(right("minji", HOME)).isEqualTo(RIGHT);
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += wrong("minji", "10.0." + i / 256 + "." + i % 256).equals("bad_credentials") ? 1 : 0;
    }
    assertThat(looked).isEqualTo(20);
    assertThat(right("minji", "203.0.113.9")).isEqualTo("rate_limited");
    assertThat(right("minji", HOME)).isEqualTo(RIGHT);
    pass(Duration.ofSeconds(5));
    assertThat(right("minji", "203.0.113.9")).isEqualTo(RIGHT);
  }

  @Test
  void oneAddressHasFiftyGuessesForAllNames() {
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += wrong("user" + i, HOME).equals("bad_credentials") ? 1 : 0;
    }
    assertThat(looked).isEqualTo(50);
    assertThat(wrong("minji", "203.0.113.9")).isEqualTo("bad_credentials");
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(wrong("minji", "2001:db8:1:2::" + i)).isEqualTo("bad_credentials");
    }
    assertThat(wrong("minji", "2001:db8:1:2:ffff::1")).isEqualTo("rate_limited");
    assertThat(wrong("minji", "2001:db8:1:3::1")).isEqualTo("bad_credentials");
  }

  private String wrong(String name, String address) {
    return attempt(
        name,
        address,
        () -> {
          throw ProblemException.of(ErrorCode.BAD_CREDENTIALS);
        });
  }

  private String right(String name, String address) {
    return attempt(name, address, () -> RIGHT);
  }

  private String attempt(String name, String address, Supplier<String> login) {
    try {
      return guesses.slowly(name, address, login);
    } catch (ProblemException e) {
      return e.code().code();
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
