package chat.maru.checks.containers;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.NodePackages;
import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeLintTest {
  @TempDir private Path temporary;

  @Test
  void theLinterOfComposeFilesHasNothingToSay() throws IOException {
    Tools.Result result = lint(Compose.file());

    assertThat(result.status()).as(result.output()).isZero();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "read_only: true|readonly: true|invalid-schema",
        "start_period: 10s|start_period: [10s]|invalid-schema",
        "image: caddy:2.10.2-alpine|image: caddy|explicit",
        "127.0.0.1:9090:9090|9090:9090|no-unbound-port-interfaces",
      })
  void aBrokenCopyIsFound(String right, String wrong, String rule) throws IOException {
    String text = Files.readString(Compose.file());
    assertThat(text).contains(right);
    Path broken = Files.writeString(temporary.resolve("compose.yaml"), text.replace(right, wrong));

    Tools.Result result = lint(broken);

    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(rule);
  }

  /// Without the two rules about the order of keys: what is anchored has to stand before what uses
  /// it, and a merge key before what it is merged into.
  private static Tools.Result lint(Path file) throws IOException {
    return NodePackages.install()
        .run(
            "node_modules/dclint/bin/dclint.cjs",
            file.toString(),
            "--max-warnings",
            "0",
            "--disable-rule",
            "top-level-properties-order",
            "service-keys-order");
  }
}
