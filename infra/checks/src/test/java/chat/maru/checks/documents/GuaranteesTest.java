package chat.maru.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/guarantees.md` names proofs that are there.
class GuaranteesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (D\\d+) \\|.*$");
  private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");

  private final String page = read(Tools.root().resolve("docs/guarantees.md"));
  private final Map<String, String> tests = tests();

  @Test
  void everyGuaranteeHasARowAndAProof() {
    List<MatchResult> rows = ROW.matcher(page).results().toList();
    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 14).mapToObj(n -> "D" + n).toList());
    assertThat(rows).allMatch(row -> PROOF.matcher(row.group()).find());
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    assertThat(PROOF.matcher(page).results())
        .hasSizeGreaterThan(30)
        .allSatisfy(proof -> {
          assertThat(tests).containsKey(proof.group(1));
          if (proof.group(2) != null) {
            assertThat(tests.get(proof.group(1))).contains("void " + proof.group(2) + "(");
          }
        });
  }

  /// Sources by class name; of two classes with one name, both.
  private static Map<String, String> tests() {
    Map<String, String> sources = new HashMap<>();
    for (String module :
        List.of(
            "infra/contract",
            "infra/limits",
            "infra/token",
            "infra/cluster",
            "infra/consumer-kit",
            "gateway-service",
            "persistence-service",
            "chat-service")) {
      try (Stream<Path> files = Files.walk(Tools.root().resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sources.merge(nameOf(file), read(file), String::concat));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
