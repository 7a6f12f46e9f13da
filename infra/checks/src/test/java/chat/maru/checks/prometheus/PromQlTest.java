package chat.maru.checks.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void metricsAreFoundAmongFunctionsLabelsAndWords() {
    assertThat(
            PromQl.metrics(
                """
                histogram_quantile(0.99, sum by (le, node) (rate(a_bucket{x="not_this", le="1.0"}[5m])))
                > on (service) group_left () clamp_min(0.5 * sum without(node)(b), 1e3)
                and maru:c:ratio5m offset 5m or label_replace(absent(up == 1), "service", "d", "", "")
                unless on () avg_over_time(e[1h:5m]) >= bool 14.4 * 0.001
                """))
        .containsExactlyInAnyOrder("a_bucket", "b", "maru:c:ratio5m", "up", "e");
  }
}
