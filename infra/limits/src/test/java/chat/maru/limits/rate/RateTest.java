package chat.maru.limits.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @Test
  void isReadFromASetting() {
    assertThat(Rate.of("100/s burst 400")).isEqualTo(new Rate(100, Duration.ofSeconds(1), 400));
    assertThat(Rate.of(" 30/m  burst 5 ")).isEqualTo(new Rate(30, Duration.ofMinutes(1), 5));
    assertThat(Rate.of("1/h burst 2")).isEqualTo(new Rate(1, Duration.ofHours(1), 2));
    assertThat(Rate.of("off").isOff()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "100/s", "100/d burst 4", "-1/s burst 4", "0/s burst 4"})
  void refusesWhatMeansNoRate(String text) {
    assertThatThrownBy(() -> Rate.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
