package chat.maru.cluster.launcher;

import static chat.maru.cluster.state.ClusterStateTest.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WelcomeTest {

  @Test
  void tellsPageAccountsMetricsAndLogs() {
    assertThat(Welcome.text(STATE, Path.of("/data/logs"), Duration.ofMillis(12_340)))
        .contains(
            "up after 12.3 s",
            "http://127.0.0.1:8080",
            "maru-demo-jimin",
            "maru-demo-haneul",
            "http://127.0.0.1:8200/actuator/prometheus",
            "prometheus --config.file=/data/prometheus/prometheus.yml --storage.tsdb.path=/data/prometheus/tsdb",
            "/data/logs",
            "/data/cluster.json");
  }
}
