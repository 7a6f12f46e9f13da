package chat.maru.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.InvalidFormatException;

class TimesTest {
  private static final DateTimeFormatter JDK =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  @Test
  void timesAreWrittenAndReadAsTheJdkDoes() {
    Random random = new Random(20261127);
    for (int i = 0; i < 20_000; i++) {
      long milli = random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L); // years 1 to 9999
      Instant time = Instant.ofEpochMilli(milli).plusNanos(random.nextInt(1_000_000));
      String text = Times.written(time);
      assertThat(text).isEqualTo(JDK.format(time));
      assertThat(Times.read(text)).contains(Instant.parse(text));
    }
  }

  @Test
  void yearsOfMoreDigitsAreWrittenAsTheJdkDoes() {
    Instant late = Instant.parse("+12026-11-27T03:04:05.678Z");
    assertThat(Times.written(late)).isEqualTo(JDK.format(late));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T03:04:05Z",
        "2026-11-27T03:04:05.678901Z",
        "2026-11-27T03:04:05.678+09",
        "2026-11-27t03:04:05.678Z",
        "2026-02-29T03:04:05.678Z",
        "2026-11-27T24:04:05.678Z",
        "2026-11-27T03:04:05.67\u0664Z",
        "",
      })
  void otherFormsAreLeftToTheGeneralReader(String text) {
    assertThat(Times.read(text)).isEmpty();
  }

  @Test
  void theMapperTakesOtherFormsOfATime() {
    assertThat(read("2026-11-27T12:04:05.678901+09:00"))
        .isEqualTo(Instant.parse("2026-11-27T03:04:05.678901Z"));
    assertThat(read("2026-11-27T03:04:05.678Z"))
        .isEqualTo(Instant.parse("2026-11-27T03:04:05.678Z"));
    assertThatThrownBy(() -> read("2026-02-29T03:04:05.678Z"))
        .isInstanceOf(InvalidFormatException.class);
  }

  private static Instant read(String text) {
    return ContractJson.mapper().readValue('"' + text + '"', Instant.class);
  }
}
