package chat.maru.cluster.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainTest {

  @Test
  void ratesCountFromTheFirstStoredToTheLast() {
    DrainRound round = new DrainRound(50_000, 3, 2.5, 900, 9, Map.of("postgres", 0.5));
    DrainFigures figures = new DrainFigures(50_100, 100, true, 0, List.of(round));
    assertThat(round.rowsPerSecond()).isEqualTo(20_000);
    assertThat(figures.clean()).isTrue();
    assertThat(figures.table())
        .contains("| rows/s | 20,000 |", "| postgres, cores (CPU µs per row) | 0.50 (25) |");
  }

  @Test
  void optionsAreReadAndCheckedInOneLine() {
    DrainOptions options = DrainOptions.parse(List.of("--alone", "--messages", "5000"));
    assertThat(options.alone()).isTrue();
    assertThat(options.messages()).isEqualTo(5_000);
    assertThat(options.rooms()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--messages 9", "--rooms 0", "--rounds 101"})
  void aWrongOptionIsNamed(String line) {
    assertThatThrownBy(() -> DrainOptions.parse(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(line.split(" ")[0]);
  }
}
