package chat.maru.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @Test
  void aRefusedStartIsToldInBootsOwnDescription() {
    assertThat(
            lastWords(
                "2026-01-01 ERROR something",
                "APPLICATION FAILED TO START",
                "Description:",
                "The keyring file /x is missing.",
                "Action:",
                "Make one."))
        .isEqualTo("The keyring file /x is missing.");
  }

  @Test
  void theRootCauseGoesBeforeTheErrorThatCarriesIt() {
    assertThat(
            lastWords(
                "ERROR it broke",
                "java.lang.IllegalStateException: outer",
                "Caused by: java.io.IOException: middle",
                "Caused by: java.net.BindException: Address already in use",
                "\tat somewhere"))
        .isEqualTo("Caused by: java.net.BindException: Address already in use");
  }

  @Test
  void theLastErrorGoesBeforeLaterChatter() {
    assertThat(lastWords("ERROR first", "FATAL: second", "bye")).isEqualTo("FATAL: second");
    assertThat(lastWords("hello", "bye")).isEqualTo("bye");
    assertThat(lastWords()).isEqualTo("it wrote nothing");
  }

  @Test
  void aRestartDoesNotQuoteTheRunBefore(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "ERROR old\n");
    long start = Files.size(log);
    Files.writeString(log, "ERROR old\nnew line\n");
    assertThat(LogTail.read(log, start).lastWords()).isEqualTo("new line");
    assertThat(LogTail.read(folder.resolve("missing"), 0).lastWords())
        .isEqualTo("it wrote nothing");
  }

  private static String lastWords(String... lines) {
    return new LogTail(List.of(lines)).lastWords();
  }
}
