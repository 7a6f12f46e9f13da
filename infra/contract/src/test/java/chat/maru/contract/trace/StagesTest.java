package chat.maru.contract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StagesTest {

  @Test
  void theBucketsAscendAndCoverBothPromises() {
    assertThat(Stages.buckets()).isSorted().doesNotHaveDuplicates();
    assertThat(Stages.buckets()).contains(Duration.ofMillis(100), Duration.ofSeconds(1));
  }

  @Test
  void nobodyChangesTheBucketsOfAnother() {
    Arrays.fill(Stages.buckets(), Duration.ZERO);

    assertThat(Stages.buckets()[0]).isEqualTo(Duration.ofMillis(1));
  }
}
