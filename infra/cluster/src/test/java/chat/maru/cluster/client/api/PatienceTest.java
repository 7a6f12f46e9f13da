package chat.maru.cluster.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final Duration SPREAD = Duration.ofSeconds(1);

  private final Random random = new Random(7);
  private final List<Duration> pauses = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5; // the clock may run over
  private int calls;

  private final Patience patience = new Patience(() -> now, this::pass, () -> random);

  @AfterEach
  void leavesNoInterrupt() {
    var _ = Thread.interrupted();
  }

  @ParameterizedTest
  @CsvSource({"503, unavailable", "503, unknown", "429, rate_limited"})
  void asksABusyServiceAgainButNotBeforeItWantsTo(int status, String code) {
    assertThat(patience.ask(refusedTimes(2, problem(status, code, 3_000)))).isEqualTo("answer");

    assertThat(calls).isEqualTo(3);
    assertThat(pauses)
        .hasSize(2)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(3), SPREAD.plusSeconds(3)))
        .doesNotHaveDuplicates();
  }

  @Test
  void waitsALittleWhenTheServiceDoesNotSayHowLong() {
    assertThat(patience.ask(refusedTimes(1, problem(503, "unavailable", 0)))).isEqualTo("answer");

    assertThat(pauses).singleElement().satisfies(it -> assertThat(it).isBetween(nanos(1), SPREAD));
  }

  @Test
  void givesUpBeforeTwoMinutesAreOver() {
    ApiException busy = problem(503, "unavailable", 1_000);

    assertThatThrownBy(() -> patience.ask(refusedTimes(Integer.MAX_VALUE, busy))).isSameAs(busy);

    Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofSeconds(118), Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({
    "400, bad_field",
    "404, room_not_found",
    "409, username_taken",
    "500, internal_error"
  })
  void leavesOtherRefusalsToTheCaller(int status, String code) {
    ApiException other = problem(status, code, 0);

    assertThatThrownBy(() -> patience.ask(refusedTimes(1, other))).isSameAs(other);
    assertThat(pauses).isEmpty();
  }

  @Test
  void doesNotRepeatWhatWasNotAnswered() {
    ApiException silence = new ApiException(new IllegalStateException("no answer"));

    assertThatThrownBy(() -> patience.ask(refusedTimes(1, silence))).isSameAs(silence);
    assertThat(pauses).isEmpty();
  }

  @Test
  void givesUpWhenInterruptedAndSaysSo() {
    ApiException busy = problem(503, "unavailable", 1_000);
    Patience interrupted =
        new Patience(
            () -> now,
            _ -> {
              throw new InterruptedException();
            },
            () -> random);

    assertThatThrownBy(() -> interrupted.ask(refusedTimes(1, busy))).isSameAs(busy);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private Supplier<String> refusedTimes(int times, ApiException refusal) {
    return () -> {
      if (calls++ < times) {
        throw refusal;
      }
      return "answer";
    };
  }

  private void pass(long nanos) {
    pauses.add(nanos(nanos));
    now += nanos;
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }

  private static ApiException problem(int status, String code, long retryAfterMs) {
    return new ApiException(status, code, null, retryAfterMs);
  }
}
