package chat.maru.consumerkit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectsReportTest {
  private static final Effect ONE = new Effect("stored:1", "a", 1);

  @TempDir Path folder;

  @Test
  void aLineCountsWhenItIsComplete() throws Exception {
    Path file = folder.resolve("effects");
    try (EffectsReport report = new EffectsReport(file)) {
      append(file, "{\"eventId\":\"stored:1\",\"roomId\":\"a\"");
      report.read();
      assertThat(report.effects()).isEmpty();

      append(file, ",\"seq\":1,\"of\":\"another time\"}\n");
      report.read();
      assertThat(report.effects()).containsExactly(ONE);
    }
  }

  @Test
  void whatIsNoEffectIsKeptApart() throws Exception {
    Path file = folder.resolve("effects");
    try (EffectsReport report = new EffectsReport(file)) {
      append(file, "hello\n{\"seq\":1}\nnull\n{\"eventId\":\"e\",\"roomId\":\"a\"}\n");
      report.read();
      assertThat(report.effects()).isEmpty();
      assertThat(report.strange()).hasSize(4);
    }
  }

  @Test
  void aPipeKeepsWhatItsWriterLeft() throws Exception {
    Path pipe = folder.resolve("pipe");
    Pipes.make(pipe);
    try (EffectsReport report = new EffectsReport(pipe)) {
      append(pipe, "{\"eventId\":\"stored:1\",\"roomId\":\"a\",\"seq\":1}\n");
      assertThat(report.waiting()).isPositive();
      report.read();
      assertThat(report.effects()).containsExactly(ONE);
      assertThat(report.waiting()).isZero();
    }
  }

  private static void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
