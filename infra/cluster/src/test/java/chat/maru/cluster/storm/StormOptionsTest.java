package chat.maru.cluster.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormOptionsTest {

  @Test
  void eachStormHasItsOwnSize() {
    assertThat(StormOptions.defaults("connect").clients()).isEqualTo(10_000);
    assertThat(StormOptions.defaults("idle").clients()).isEqualTo(30_000);
    assertThat(StormOptions.defaults("burst").clients()).isEqualTo(1_000);
    assertThat(StormOptions.defaults("reconnect").missed()).isEqualTo(1_000);
  }

  @Test
  void aSmallCrowdHasFewRoomsThatGetAMessage() {
    StormOptions options = StormOptions.defaults("reconnect").with(List.of("--clients", "100"));
    assertThat(options.missed()).isEqualTo(50);
  }

  @Test
  void whatOneProcessCanNotHoldIsRefused() {
    StormOptions options = StormOptions.defaults("connect");
    options.mostInAProcess(16_000);
    assertThatThrownBy(() -> options.mostInAProcess(16_001)).hasMessageContaining("16001");
  }

  @ParameterizedTest
  @CsvSource({
    "--clients 1, --clients: 1",
    "--clients 100 --missed 51, --missed: 51",
    "--waves 0, --waves: 0",
    "--at-once, --at-once: nothing",
    "--speed 9, unknown option: --speed"
  })
  void aWrongOptionIsNamed(String line, String complaint) {
    StormOptions options = StormOptions.defaults("reconnect");
    assertThatThrownBy(() -> options.with(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void anUnknownStormIsNamed() {
    assertThatThrownBy(() -> StormOptions.defaults("tea"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown storm: tea");
  }
}
