package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration STEP = Duration.ofSeconds(1).dividedBy(Turns.LEAST_PACE);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // overflows, as it may
  private final Turns turns = new Turns(now::get);

  @Test
  void whoIsRefusedAloneIsNotKeptWaiting() {
    assertThat(turns.next()).isEqualTo(STEP);
    after(Duration.ofSeconds(1));
    assertThat(turns.next()).isEqualTo(STEP);
  }

  @Test
  void whoIsRefusedTogetherComesBackOneBehindTheOther() {
    assertThat(List.of(turns.next(), turns.next(), turns.next()))
        .containsExactly(STEP, STEP.multipliedBy(2), STEP.multipliedBy(3));
    after(STEP);
    assertThat(turns.next()).isEqualTo(STEP.multipliedBy(3));
  }

  @Test
  void turnsFollowThePaceOfWhatWasAcceptedLately() {
    Stream.generate(() -> turns).limit(4_000).forEach(Turns::accepted);
    after(Duration.ofSeconds(2));
    assertThat(turns.next()).isEqualTo(Duration.ofNanos(500_000));
    after(Duration.ofSeconds(3));
    assertThat(turns.next()).isEqualTo(STEP);
  }

  @Test
  void whoFindsAllTurnsTakenComesBackWithinTheLongestTimeAndNotTogether() {
    Stream.generate(turns::next)
        .limit(Turns.LONGEST.toSeconds() * Turns.LEAST_PACE)
        .forEach(wait -> assertThat(wait).isLessThanOrEqualTo(Turns.LONGEST));
    List<Duration> late = Stream.generate(turns::next).limit(1_000).toList();
    assertThat(late)
        .allSatisfy(wait -> assertThat(wait).isBetween(Turns.LONGEST.dividedBy(2), Turns.LONGEST));
    assertThat(late.stream().map(Duration::toMillis).distinct().count()).isGreaterThan(500);
  }

  private void after(Duration time) {
    now.addAndGet(TimeUnit.NANOSECONDS.convert(time));
  }
}
