package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import chat.maru.contract.topic.Topics;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.kubernetes.client.openapi.models.V2MetricSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartScalingTest {
  /// As the services have them by default: `maru.persistence.consumers`,
  /// `maru.chat.fan-out.concurrency`.
  private static final int CONSUMERS_PER_NODE = 2;

  private final Rendered minimal = Chart.ours().render("minimal.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "chat", "persistence"})
  void nodesLeaveOneAtATime(String component) {
    var budget =
        minimal.one(V1PodDisruptionBudget.class, Chart.RELEASE + "-" + component).getSpec();

    assertThat(budget.getMaxUnavailable().getIntValue()).isEqualTo(1);
    assertThat(budget.getSelector().getMatchLabels()).isEqualTo(minimal.podLabels(component));
  }

  @Test
  void gatewaysScaleByTheirSessions() {
    var metrics = autoscaler(minimal, "gateway").getSpec().getMetrics();

    assertThat(metrics.getFirst().getPods().getMetric().getName())
        .isEqualTo("maru_gateway_sessions");
    assertThat(metrics.getFirst().getPods().getTarget().getAverageValue().getNumber())
        .isEqualByComparingTo("10000");
    assertThat(metrics).extracting(V2MetricSpec::getType).containsExactly("Pods", "Resource");
  }

  @ParameterizedTest
  @CsvSource({"chat,chat-fanout", "persistence,chat-persistence"})
  void consumersScaleByWhatWaitsForThem(String component, String group) {
    var metric = autoscaler(minimal, component).getSpec().getMetrics().getFirst().getExternal();

    assertThat(metric.getMetric().getName()).isEqualTo("maru_consumer_lag");
    assertThat(metric.getMetric().getSelector().getMatchLabels()).containsEntry("group", group);
    assertThat(metric.getTarget().getType()).isEqualTo("AverageValue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "persistence"})
  void noMoreConsumersThanPartitions(String component) {
    int partitions =
        Topics.all().stream()
            .filter(topic -> List.of(Topics.INBOUND, Topics.MESSAGES).contains(topic.name()))
            .mapToInt(topic -> topic.partitions())
            .min()
            .orElseThrow();

    assertThat(autoscaler(minimal, component).getSpec().getMaxReplicas() * CONSUMERS_PER_NODE)
        .isEqualTo(partitions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "chat", "persistence"})
  void nodesGoSlowlyAndNeverToNone(String component) {
    var autoscaler = autoscaler(minimal, component).getSpec();

    assertThat(autoscaler.getScaleTargetRef().getName())
        .isEqualTo(minimal.deployment(component).getMetadata().getName());
    assertThat(autoscaler.getMinReplicas()).isEqualTo(2);
    assertThat(autoscaler.getBehavior().getScaleDown().getStabilizationWindowSeconds())
        .isGreaterThanOrEqualTo(300);
    assertThat(minimal.deployment(component).getSpec().getReplicas())
        .as("the autoscaler's alone")
        .isNull();
  }

  @Test
  void withoutAnAutoscalerTheNumberIsGiven() {
    Rendered everything = Chart.ours().render("everything.yaml");

    assertThat(everything.all(V2HorizontalPodAutoscaler.class))
        .extracting(autoscaler -> autoscaler.getMetadata().getName())
        .containsExactlyInAnyOrder("chat-gateway", "chat-persistence");
    assertThat(everything.deployment("chat").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void theAdaptersRulesServeBothMetrics() throws IOException {
    assertThat(Files.readString(Tools.root().resolve("infra/helm/prometheus-adapter.yaml")))
        .contains("as: maru_gateway_sessions", "as: maru_consumer_lag");
  }

  private static V2HorizontalPodAutoscaler autoscaler(Rendered rendered, String component) {
    return rendered.one(V2HorizontalPodAutoscaler.class, Chart.RELEASE + "-" + component);
  }
}
