package chat.maru.persistence.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEndsTest {
  private static final LogEnds LOG = new LogEnds("t", Map.of(0, 10L, 1, 5L));

  @Test
  void aLogThatHasAllThatIsStoredWillDo() {
    assertThat(LOG.faults(Map.of())).isEmpty();
    assertThat(LOG.faults(Map.of(0, 9L))).isEmpty();
    assertThat(LOG.faults(Map.of(0, 10L, 1, 5L))).isEmpty();
  }

  @Test
  void d1EveryPartitionThatEndsTooEarlyIsNamedWithItsOffsets() {
    assertThat(LOG.faults(Map.of(2, 1L, 0, 11L, 1, 5L)))
        .containsExactly(
            "t-0 ends at offset 10 (expected: >= 11, up to which it is stored)",
            "t-2 ends at offset 0 (expected: >= 1, up to which it is stored)");
  }
}
