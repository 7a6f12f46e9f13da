package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aFileGetsOneLineForEachPartThatIsReady() {
    report(new ConsoleProgress(out, false));
    assertThat(text()).isEqualTo("  redis                  ready after  0.1 s\nnote\n");
  }

  @Test
  void aTerminalAlsoShowsWhatIsStillComing() {
    report(new ConsoleProgress(out, true));
    assertThat(text()).contains("… redis, kafka").contains("… kafka").endsWith("\r\u001b[K");
  }

  private static void report(ConsoleProgress progress) {
    progress.starting("redis");
    progress.starting("kafka");
    progress.ready("redis", Duration.ofMillis(100));
    progress.note("note");
    progress.finish();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
