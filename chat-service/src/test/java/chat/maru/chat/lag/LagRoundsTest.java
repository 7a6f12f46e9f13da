package chat.maru.chat.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LagRoundsTest {
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InstantSource time = () -> now;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch back = new CountDownLatch(1);
  private final AtomicInteger rounds = new AtomicInteger();
  private final LagRounds lag =
      new LagRounds(
          new AwayAndBack(),
          new LagMeters(meters, time.withZone(ZoneOffset.UTC)),
          Duration.ofMillis(5));

  @AfterEach
  void stop() {
    lag.stop();
  }

  @Test
  void withoutAnAnswerThereIsNoFigureOnlyAGrowingAge() {
    lag.start();
    await().until(() -> rounds.get() > 3);
    now = now.plusSeconds(90);

    assertThat(gauge("maru.consumer.lag.age")).isEqualTo(90);
    assertThat(gauge("maru.parked.records")).isNaN();
    assertThat(lagOfPersistence()).isNaN();
  }

  @Test
  void anOutageIsOneLineAndItsEndAnother(CapturedOutput log) {
    lag.start();
    await().until(() -> rounds.get() > 5);
    back.countDown();

    await().until(() -> lagOfPersistence() == 3);
    await().until(() -> log.getOut().contains("is measured again"));
    assertThat(gauge("maru.parked.records")).isEqualTo(2);
    assertThat(log.getOut()).containsOnlyOnce("can't be measured");
  }

  private double lagOfPersistence() {
    return meters
        .get("maru.consumer.lag")
        .tag("group", ConsumerGroups.PERSISTENCE)
        .tag("topic", Topics.INBOUND)
        .gauge()
        .value();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private final class AwayAndBack extends LagProbe {
    AwayAndBack() {
      super(() -> {
        throw new KafkaException("never asked");
      });
    }

    @Override
    Measured measure() throws TimeoutException {
      rounds.incrementAndGet();
      if (back.getCount() > 0) {
        throw new TimeoutException("no answer");
      }
      return new Measured(Map.of(Watched.ALL.getFirst(), 3L), 2);
    }
  }
}
