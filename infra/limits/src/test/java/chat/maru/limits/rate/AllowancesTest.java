package chat.maru.limits.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// D9: what one spends, another one has still.
class AllowancesTest {
  private static final Rate TEN = Rate.of("10/s burst 5");

  private final AtomicLong now = new AtomicLong(1_000);
  private final Allowances<String> allowances = new Allowances<>(TEN, now::get, 100);

  @Test
  void givesABurstAndThenTheRateAndTellsWhen() {
    assertThat(taken("a", 100)).isEqualTo(5);
    assertThat(Duration.ofNanos(allowances.take("a"))).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(99));
    assertThat(allowances.take("a")).isPositive();
    pass(Duration.ofMillis(1));
    assertThat(allowances.take("a")).isZero();
    pass(Duration.ofSeconds(60));
    assertThat(taken("a", 100)).isEqualTo(5);
  }

  @Test
  void oneKeysFloodLeavesAnotherOnesAllowance() {
    assertThat(taken("flood", 10_000)).isEqualTo(5);
    assertThat(taken("other", 5)).isEqualTo(5);
  }

  @Test
  void aFullAllowanceIsForgottenAndOneThatIsNotFullIsKept() {
    taken("a", 5);
    pass(Duration.ofSeconds(9));
    taken("b", 5);
    pass(Duration.ofSeconds(2));
    assertThat(allowances.size()).isEqualTo(1);
    assertThat(taken("a", 100)).isEqualTo(5);
  }

  @Test
  void memoryIsBoundedWhoeverComes() {
    IntStream.range(0, 10_000).forEach(i -> allowances.take("k" + i));
    assertThat(allowances.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void offIsNoLimit() {
    var off = new Allowances<String>(Rate.OFF, now::get, 100);
    assertThat(IntStream.range(0, 10_000).allMatch(_ -> off.take("a") == 0)).isTrue();
    assertThat(off.size()).isZero();
    assertThat(new Allowance(Rate.OFF).take(Long.MAX_VALUE)).isTrue();
  }

  private long taken(String key, int tries) {
    return IntStream.range(0, tries).filter(_ -> allowances.take(key) == 0).count();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
