package chat.maru.cluster.outage.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void momentsAreCountedFromTheFirstToBeforeTheLast() {
    Moments moments = moments(0.0, 0.4, 1.0, 1.0, 2.0);
    assertThat(moments.count(0, 2 * SECOND)).isEqualTo(4);
    assertThat(moments.between(SECOND, 2 * SECOND)).isEqualTo(moments(1.0, 1.0));
  }

  @Test
  void thePoorestSecondIsAWholeOne() {
    assertThat(moments(0.0, 0.4, 1.0, 2.5).fewestPerSecond(0, 2 * SECOND)).isEqualTo(1);
    assertThat(moments(0.0, 0.4, 2.0).fewestPerSecond(0, 3 * SECOND)).isZero();
    assertThat(moments(0.0).fewestPerSecond(0, SECOND / 2)).isZero();
  }

  @Test
  void theRichestSecondBeginsAnywhere() {
    assertThat(moments(0.9, 1.2, 1.8, 2.1, 0.0).mostPerSecond()).isEqualTo(3);
    assertThat(moments(0.0, 1.0).mostPerSecond()).isEqualTo(1);
    assertThat(moments().mostPerSecond()).isZero();
  }

  @Test
  void aPercentileIsOneOfTheDurations() {
    Durations durations = durations(4, 1, 3, 2);
    assertThat(durations.percentile(50)).isEqualTo(Duration.ofMillis(2));
    assertThat(durations.percentile(99)).isEqualTo(Duration.ofMillis(4));
    assertThat(durations.percentile(0)).isEqualTo(Duration.ofMillis(1));
    assertThat(durations.longest()).isEqualTo(Duration.ofMillis(4));
    assertThat(durations()).hasToString("none");
    assertThat(durations).hasToString("p50 0.002 s, p99 0.004 s, max 0.004 s (4)");
  }

  private static Moments moments(double... seconds) {
    return new Moments(
        java.util.stream.DoubleStream.of(seconds).mapToObj(s -> (long) (s * SECOND)).toList());
  }

  private static Durations durations(Integer... millis) {
    List<Duration> all = Stream.of(millis).map(Duration::ofMillis).toList();
    return new Durations(all);
  }
}
