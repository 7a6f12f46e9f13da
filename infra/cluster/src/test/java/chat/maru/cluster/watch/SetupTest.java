package chat.maru.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

  @TempDir Path temporary;

  @Test
  void onlyDurationsAndTheNamedThresholdAreOtherThanInTheRepository() throws Exception {
    new Setup(configuration(), Map.of("> 5000", "> 20")).into(temporary);
    int changed = 0;
    for (Path rule : Repository.files("prometheus/rules")) {
      List<String> before = Files.readAllLines(rule);
      List<String> after =
          Files.readAllLines(temporary.resolve("rules").resolve(rule.getFileName()));
      assertThat(after).hasSameSizeAs(before);
      for (int i = 0; i < before.size(); i++) {
        String line = after.get(i);
        if (!line.equals(before.get(i)) && !line.strip().equals("for: 1s")) {
          assertThat(line).endsWith(" > 20");
          changed++;
        }
      }
    }
    assertThat(changed).isEqualTo(1);
    assertThat(temporary.resolve("prometheus.yml")).content().contains("scrape_interval: 2s");
  }

  @Test
  void aThresholdThatNoRuleHasIsRefused() {
    assertThatThrownBy(() -> new Setup(configuration(), Map.of("> 4711", "> 20")).into(temporary))
        .hasMessage("> 4711: 0 times in the rules (expected: once)");
  }

  private static Path configuration() throws Exception {
    return Repository.files("prometheus").stream()
        .filter(file -> file.endsWith("prometheus.yml"))
        .findFirst()
        .orElseThrow();
  }
}
