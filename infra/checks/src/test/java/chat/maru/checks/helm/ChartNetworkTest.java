package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.helm.Network.Stranger;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartNetworkTest {
  private static final Rendered MINIMAL = Chart.ours().render("minimal.yaml");
  private static final Network NETWORK = new Network(MINIMAL);

  private static final Map<String, Stranger> STRANGERS =
      Map.of(
          "ingress", new Stranger("ingress-nginx", Map.of()),
          "monitoring", new Stranger("monitoring", Map.of()),
          "dns", new Stranger("kube-system", Map.of("k8s-app", "kube-dns")),
          "kubesystem", new Stranger("kube-system", Map.of()),
          "server", new Stranger("servers", Map.of()),
          "other", new Stranger("default", Map.of()));

  @ParameterizedTest(name = "{0} -> {1}:{2} {3}")
  @CsvSource({
    "ingress, gateway, 8080, true",
    "ingress, gateway, 8180, false",
    "ingress, chat, 8080, true",
    "ingress, chat, 8190, false",
    "ingress, chat, 8180, false",
    "ingress, persistence, 8180, false",
    "monitoring, gateway, 8180, true",
    "monitoring, chat, 8180, true",
    "monitoring, persistence, 8180, true",
    "monitoring, gateway, 8080, false",
    "monitoring, chat, 8190, false",
    "other, gateway, 8080, false",
    "other, chat, 8080, false",
    "other, chat, 8190, false",
    "other, persistence, 8180, false",
  })
  void whoComesFromOutside(String from, String component, int port, boolean allowed) {
    assertThat(NETWORK.lets(STRANGERS.get(from), component, port)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} -> {1}:{2} {3}")
  @CsvSource({
    "gateway, chat, 8190, true",
    "gateway, chat, 8080, true",
    "gateway, chat, 8180, false",
    "persistence, chat, 8190, false",
    "chat, chat, 8190, false",
    "chat, gateway, 8080, false",
    "persistence, gateway, 8080, false",
    "gateway, persistence, 8180, false",
  })
  void servicesAmongThemselves(String from, String component, int port, boolean allowed) {
    assertThat(NETWORK.lets(from, component, port)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} -> {1}:{2} {3}")
  @CsvSource({
    "gateway, server, 9092, true",
    "gateway, server, 6379, true",
    "gateway, server, 5432, false",
    "chat, server, 9092, true",
    "chat, server, 6379, true",
    "chat, server, 5432, true",
    "persistence, server, 9092, true",
    "persistence, server, 5432, true",
    "persistence, server, 6379, false",
    "gateway, dns, 53, true",
    "chat, dns, 53, true",
    "persistence, dns, 53, true",
    "gateway, kubesystem, 53, false",
    "gateway, other, 443, true",
    "chat, other, 443, true",
    "persistence, other, 443, false",
  })
  void whoGoesOut(String from, String to, int port, boolean allowed) {
    assertThat(NETWORK.lets(from, STRANGERS.get(to), port)).isEqualTo(allowed);
  }

  @Test
  void anOutsideIssuerAndMoreDestinationsAreLetThroughWhenAskedFor() {
    var network = new Network(Chart.ours().render("everything.yaml"));

    assertThat(network.lets("gateway", STRANGERS.get("other"), 443)).isTrue();
    assertThat(network.lets("chat", STRANGERS.get("other"), 443)).isTrue();
    assertThat(network.lets("persistence", STRANGERS.get("other"), 443)).isFalse();
    assertThat(network.lets("persistence", new Stranger("tracing", Map.of()), 4318)).isTrue();
    assertThat(network.lets("persistence", STRANGERS.get("other"), 4318)).isFalse();
    assertThat(network.lets("gateway", STRANGERS.get("server"), 9092))
        .as("Kafka has an address block there")
        .isFalse();
  }

  @Test
  void everyPolicySelectsPodsOfTheRelease() {
    assertThat(MINIMAL.all(V1NetworkPolicy.class))
        .allMatch(policy ->
            Rendered.COMPONENTS.stream()
                .anyMatch(component ->
                    MINIMAL
                        .podLabels(component)
                        .entrySet()
                        .containsAll(
                            policy.getSpec().getPodSelector().getMatchLabels().entrySet())));
  }
}
