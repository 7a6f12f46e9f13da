package chat.maru.cluster.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultRunTest {

  @Test
  void helpHolds() {
    assertThat(FaultRun.run(List.of("--help"))).isZero();
  }

  @Test
  void wrongOptionsCanTellNothing() {
    assertThat(FaultRun.run(List.of("--rats", "3"))).isEqualTo(2);
  }
}
