package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.topic.Topic;
import chat.maru.contract.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that outsiders read says what the code says.
class ProtocolPageTest {
  private static final Path PAGE = Path.of("../../docs/protocol.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (\\d{3}) \\| (yes|no) \\|.*");

  @Test
  void tableOfErrorCodesIsTheCatalogue() throws IOException {
    List<String> told =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();
    List<String> built =
        Stream.of(ErrorCode.values())
            .map(e -> e.code() + " " + e.status() + " " + (e.retryable() ? "yes" : "no"))
            .toList();

    assertThat(told).containsExactlyInAnyOrderElementsOf(built);
  }

  @Test
  void everyTopicIsOnThePage() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(Topics.all().stream().map(Topic::name).map(name -> "`" + name + "`").toList());
  }
}
