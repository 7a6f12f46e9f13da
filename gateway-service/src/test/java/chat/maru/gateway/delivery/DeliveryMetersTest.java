package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.trace.Stages;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryMetersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DeliveryMeters meters =
      new DeliveryMeters(registry, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Timer written = registry.get("maru.gateway.stage").timer();
  private final Timer shown = registry.get("maru.gateway.shown").timer();

  @Test
  void aWriteIsMeasuredFromBothMoments() {
    meters.written(NOW.minusMillis(3), NOW.minusMillis(40));

    assertThat(written.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
    assertThat(shown.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
  }

  @Test
  void whatNobodyTimedIsNotMeasured() {
    meters.written(null, NOW);
    meters.written(NOW, null);

    assertThat(written.count()).isEqualTo(1);
    assertThat(shown.count()).isEqualTo(1);
  }

  @Test
  void aClockThatIsAheadCountsAsNoTimeAtAll() {
    meters.written(NOW.plusSeconds(5), NOW.plusSeconds(5));

    assertThat(written.count()).isEqualTo(1);
    assertThat(written.totalTime(TimeUnit.MILLISECONDS)).isZero();
    assertThat(shown.count()).isEqualTo(1);
    assertThat(shown.totalTime(TimeUnit.MILLISECONDS)).isZero();
  }

  @Test
  void bothHistogramsHaveTheBucketsOfAllServices() {
    for (Timer timer : new Timer[] {written, shown}) {
      assertThat(timer.takeSnapshot().histogramCounts())
          .extracting(bucket -> (long) bucket.bucket())
          .containsExactlyElementsOf(
              Arrays.stream(Stages.buckets()).map(bound -> bound.toNanos()).toList());
    }
  }
}
