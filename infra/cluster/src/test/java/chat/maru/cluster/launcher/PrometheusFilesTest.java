package chat.maru.cluster.launcher;

import static chat.maru.cluster.state.ClusterStateTest.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFilesTest {

  @TempDir Path temporary;

  @Test
  void theTargetsAreAllManagementPortsUnderTheirNodesNames() throws Exception {
    files().write(STATE);
    assertThat(temporary.resolve("prometheus/targets.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            [ {"targets": ["127.0.0.1:8200"], "labels": {"__scheme__": "http", "node": "gateway-1", "service": "gateway-service"}},
              {"targets": ["127.0.0.1:8180"], "labels": {"__scheme__": "http", "node": "chat-service-1", "service": "chat-service"}},
              {"targets": ["127.0.0.1:8240"], "labels": {"__scheme__": "http", "node": "persistence-service-1", "service": "persistence-service"}} ]
            """);
  }

  @Test
  void theConfigurationIsTheRepositorysWithTheRulesPathInFull() throws Exception {
    Path source = Repository.find().prometheus();
    files().write(STATE);
    String written = Files.readString(temporary.resolve("prometheus/prometheus.yml"));
    assertThat(written).contains("  - \"" + source + "/rules/*.yml\"");
    assertThat(written.lines().count())
        .isEqualTo(Files.readString(source.resolve("prometheus.yml")).lines().count());
  }

  private PrometheusFiles files() {
    return new PrometheusFiles(
        Repository.find().prometheus(), temporary.resolve("prometheus/targets.json"));
  }
}
