package chat.maru.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.limits.rate.Rate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// D9: what one session may send, on a clock held in hand.
class FrameBudgetTest {
  private final AtomicLong now = new AtomicLong();
  private final FrameBudget budget =
      new FrameBudget(Rate.of("10/s burst 20"), Rate.of("1/s burst 3"), now::get);

  @Test
  void aBurstPassesAndThenTheRate() {
    assertThat(spent(100)).isEqualTo(20);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(spent(100)).isEqualTo(10);
  }

  @Test
  void aLongFrameCountsAsSeveral() {
    assertThat(budget.spend(64 * 1024)).isTrue();
    assertThat(spent(100)).isEqualTo(3);
  }

  @Test
  void pingsCountFromTheSameBudgetAndTextsOnce() {
    assertThat(spent(10)).isEqualTo(10);
    assertThat(budget.settle(10)).as("no pings").isTrue();
    assertThat(budget.settle(15)).as("5 pings").isTrue();
    assertThat(spent(5)).isEqualTo(5);
    assertThat(budget.settle(20)).as("nothing new").isTrue();
    assertThat(budget.settle(1_000)).as("a flood of pings").isFalse();
  }

  @Test
  void refusalsHaveTheirOwnBudget() {
    assertThat(IntStream.range(0, 10).filter(_ -> budget.strike()).count()).isEqualTo(3);
    assertThat(budget.spend(1)).isTrue();
  }

  private long spent(int frames) {
    return IntStream.range(0, frames).filter(_ -> budget.spend(50)).count();
  }
}
