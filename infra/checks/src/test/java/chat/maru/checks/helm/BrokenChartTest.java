package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shows that the other tests of this package would find what is wrong.
class BrokenChartTest {
  @TempDir private Path copy;

  @ParameterizedTest(name = "{1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "_helpers.tpl|periodSeconds: 10|periodSeconds: ten|ten",
        "_helpers.tpl|containerPort:|containerPorts:|containerPorts",
        "disruption.yaml|maxUnavailable: 1|maxUnavailabel: 1|maxUnavailabel",
        "autoscaling.yaml|type: AverageValue|types: AverageValue|types",
        "networkpolicy.yaml|podSelector:|podSelectors:|podSelectors",
        "serviceaccount.yaml|kind: ServiceAccount|kind: ServiceAccounts|ServiceAccounts",
      })
  void whatTheKubernetesApiDoesNotTakeIsFound(
      String template, String right, String wrong, String named) throws IOException {
    Chart broken = Chart.ours().with(copy, "templates/" + template, right, wrong);

    assertThatThrownBy(() -> broken.render("minimal.yaml")).hasStackTraceContaining(named);
  }

  @Test
  void aBrokenTemplateIsFoundByLintAndRenderAlike() throws IOException {
    Chart broken =
        Chart.ours()
            .with(copy, "templates/ingress.yaml", "ingress.enabled }}", "ingress.enabled }");

    assertThat(broken.lint().isFailed()).isTrue();
    assertThatThrownBy(() -> broken.render("minimal.yaml")).hasMessageContaining("ingress.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publicOrigin|publicOrigin: none (expected: where people open the page",
        "keyring.existingSecret|keyring.existingSecret: none (expected: the name of a Secret",
        "serviceToken.existingSecret|serviceToken.existingSecret: none (expected: the name",
        "database.existingSecret|database.existingSecret: none (expected: the name of a Secret",
        "database.url|database.url: none (expected: jdbc:postgresql://",
        "redis.host|redis.host: none",
        "redis.existingSecret|redis.existingSecret: none (expected: the name of a Secret",
        "kafka.bootstrapServers|kafka.bootstrapServers: none",
        "kafka.existingSecret|kafka.existingSecret: none (expected: the name of a Secret",
      })
  void whatIsMissingIsNamed(String value, String message) {
    assertThatThrownBy(() -> Chart.ours().render("minimal.yaml", Map.of(value, "")))
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway.replica|3",
        "gateway.drainSeconds|soon",
        "gateway.autoscaling.targetCpu|900",
        "publicOrigin|https://chat.example.org/page",
        "kafka.securityProtocol|TLS",
        "keyring.existingSecret|Not A Name",
      })
  void whatTheSchemaDoesNotTakeIsRefused(String value, String wrong) {
    String name = value.substring(value.lastIndexOf('.') + 1);

    assertThatThrownBy(() -> Chart.ours().render("minimal.yaml", Map.of(value, wrong)))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(name);
  }

  @Test
  void aPolicyThatWouldLetEverybodyInIsRefused() {
    assertThatThrownBy(
            () -> Chart.ours().render("minimal.yaml", Map.of("networkPolicy.ingressFrom", "null")))
        .hasMessageContaining("networkPolicy.ingressFrom");
  }

  @Test
  void theNetworkIsNotTakenToBeClosedWhereNoPolicyCloses() {
    var open =
        new Network(Chart.ours().render("minimal.yaml", Map.of("networkPolicy.enabled", "false")));

    assertThatThrownBy(() -> open.lets("gateway", "chat", 8190))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no policy closes");
    assertThat(Chart.ours().render("minimal.yaml").objects()).isNotEmpty();
  }
}
