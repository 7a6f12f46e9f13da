package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

  @Test
  void helmHasNothingToSayAgainstTheChart() {
    var result = Chart.ours().lint();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.matches("(?s).*(WARN|ERROR).*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal.yaml", "everything.yaml"})
  void whatIsRenderedIsWhatTheKubernetesApiTakes(String values) {
    Rendered rendered = Chart.ours().render(values);

    assertThat(rendered.all(V1Deployment.class)).hasSize(3);
    assertThat(rendered.all(V1Service.class)).hasSize(3);
    assertThat(rendered.all(V1NetworkPolicy.class)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal.yaml", "everything.yaml"})
  void noSecretIsMadeAndNoneStandsInTheEnvironment(String values) {
    Rendered rendered = Chart.ours().render(values);

    assertThat(rendered.all(V1Secret.class)).isEmpty();
    for (String component : Rendered.COMPONENTS) {
      assertThat(rendered.container(component).getEnv())
          .noneMatch(
              env -> env.getValueFrom() != null && env.getValueFrom().getSecretKeyRef() != null);
      assertThat(rendered.environment(component).keySet())
          .noneMatch(name -> name.matches(".*(PASSWORD|JAAS).*"));
    }
  }

  @Test
  void eachServiceIsGivenTheSecretsThatItNeedsAndNoOthers() {
    Rendered rendered = Chart.ours().render("everything.yaml");

    assertThat(secrets(rendered, "gateway"))
        .containsExactly(
            "maru-keyring",
            "maru-kek",
            "maru-service-token",
            "maru-redis",
            "maru-tls",
            "maru-backends",
            "maru-kafka");
    assertThat(secrets(rendered, "chat"))
        .containsExactly(
            "maru-keyring",
            "maru-kek",
            "maru-service-token",
            "maru-redis",
            "maru-database",
            "maru-keys",
            "maru-tls",
            "maru-backends",
            "maru-kafka");
    assertThat(secrets(rendered, "persistence"))
        .containsExactly(
            "maru-keyring",
            "maru-kek",
            "maru-database",
            "maru-keys",
            "maru-tls",
            "maru-backends",
            "maru-kafka");
  }

  @Test
  void anIngressAndAMonitorAreThereWhenAskedFor() {
    Rendered minimal = Chart.ours().render("minimal.yaml");
    Rendered everything = Chart.ours().render("everything.yaml");

    assertThat(minimal.all(V1Ingress.class)).isEmpty();
    assertThat(minimal.others()).isEmpty();
    assertThat(everything.all(V1Ingress.class)).hasSize(1);
    assertThat(everything.others())
        .singleElement()
        .satisfies(monitor -> assertThat(monitor.get("kind")).isEqualTo("ServiceMonitor"));
  }

  @Test
  void theIngressSendsSocketsToGatewaysAndWaitsLongerThanAnyHeartbeat() {
    V1Ingress ingress =
        Chart.ours().render("everything.yaml").one(V1Ingress.class, Chart.RELEASE + "-maru");

    var rule = ingress.getSpec().getRules().getFirst();
    assertThat(rule.getHost()).isEqualTo("chat.example.org");
    assertThat(rule.getHttp().getPaths())
        .extracting(path -> path.getPath() + " " + path.getBackend().getService().getName())
        .containsExactly("/ws chat-gateway", "/ chat-chat");
    assertThat(ingress.getMetadata().getAnnotations())
        .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600");
  }

  @Test
  void theMonitorFindsTheManagementPortOfEveryService() {
    Rendered rendered = Chart.ours().render("everything.yaml");
    Map<?, ?> spec = (Map<?, ?>) rendered.others().getFirst().get("spec");
    Map<?, ?> selected = (Map<?, ?>) ((Map<?, ?>) spec.get("selector")).get("matchLabels");
    Map<?, ?> endpoint = (Map<?, ?>) ((List<?>) spec.get("endpoints")).getFirst();

    assertThat(rendered.all(V1Service.class))
        .hasSize(3)
        .allMatch(service ->
            service.getMetadata().getLabels().entrySet().containsAll(selected.entrySet()))
        .allMatch(service ->
            service.getSpec().getPorts().stream()
                .anyMatch(port -> port.getName().equals(endpoint.get("port"))));
  }

  private static List<String> secrets(Rendered rendered, String component) {
    return rendered.pod(component).getVolumes().stream()
        .filter(volume -> volume.getProjected() != null)
        .flatMap(volume -> volume.getProjected().getSources().stream())
        .map(source -> source.getSecret().getName())
        .toList();
  }
}
