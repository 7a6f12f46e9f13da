package chat.maru.checks.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The mutants of the product do not rot: whether the fault run catches them is for
/// `infra/mutants/try`, which takes an hour.
class MutantsTest {

  @Test
  void everyGuaranteeOfAHistoryHasAMutant() throws IOException {
    assertThat(patches().map(MutantsTest::guarantee).distinct())
        .containsExactlyInAnyOrder("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D12");
  }

  @ParameterizedTest
  @MethodSource("patches")
  void everyMutantFitsTheSources(Path patch) throws IOException {
    Path git = Tools.find("git", "apt-get install git");
    assertThat(
            Tools.run(Tools.root(), List.of(git.toString(), "apply", "--check", patch.toString()))
                .output())
        .isEmpty();
  }

  private static Stream<Path> patches() throws IOException {
    try (Stream<Path> files = Files.list(Tools.root().resolve("infra/mutants"))) {
      return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList().stream();
    }
  }

  private static String guarantee(Path patch) {
    return patch.getFileName().toString().split("-")[0];
  }
}
