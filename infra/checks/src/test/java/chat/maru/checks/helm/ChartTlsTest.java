package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.models.V1Probe;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How connections to the pods are protected.
class ChartTlsTest {
  private final Rendered proxied = Chart.ours().render("minimal.yaml");
  private final Rendered certified = Chart.ours().render("everything.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "chat", "persistence"})
  void withACertificateEveryPortSpeaksTlsAndProbesDo(String component) {
    Map<String, String> environment = certified.environment(component);

    assertThat(environment)
        .containsEntry("MANAGEMENT_SERVER_SSL_BUNDLE", "pod")
        .containsEntry("SPRING_SSL_BUNDLE_PEM_POD_RELOADONUPDATE", "true")
        .doesNotContainKey("MARU_TLS_ALLOWPLAINTEXTLISTENERS");
    assertThat(environment.containsKey("SERVER_SSL_BUNDLE"))
        .isEqualTo(!component.equals("persistence"));
    assertThat(schemes(certified, component)).containsExactly("HTTPS", "HTTPS", "HTTPS");
  }

  @Test
  void withACertificateServicesCallEachOtherByHttps() {
    assertThat(certified.environment("gateway"))
        .containsEntry("MARU_GATEWAY_CHATSERVICEURLS", "https://chat-chat:8190")
        .containsEntry("MARU_TLS_SERVICEBUNDLE", "pod")
        .doesNotContainKey("MARU_TLS_ISSUERBUNDLE"); // the outside issuer has its own certificate
    assertThat(
            Chart.ours()
                .render(
                    "minimal.yaml",
                    Map.of("tls.existingSecret", "maru-tls", "profile", "local", "issuer.uri", ""))
                .environment("gateway"))
        .containsEntry("MARU_GATEWAY_JWKSURI", "https://chat-chat:8080/.well-known/jwks.json")
        .containsEntry("MARU_TLS_ISSUERBUNDLE", "pod");
  }

  @Test
  void theMonitorAsksByHttpsAndKnowsTheAuthority() {
    Map<?, ?> spec = (Map<?, ?>) certified.others().getFirst().get("spec");
    Map<?, ?> endpoint = (Map<?, ?>) ((List<?>) spec.get("endpoints")).getFirst();

    assertThat(endpoint.get("scheme")).isEqualTo("https");
    assertThat(endpoint.get("tlsConfig").toString()).contains("chat-gateway", "maru-tls", "ca.crt");
  }

  @Test
  void behindAProxyItsAddressIsKnownToThoseWhoServeClients() {
    assertThat(proxied.environment("gateway"))
        .containsEntry("MARU_TLS_TERMINATEDBYPROXY", "10.0.0.0/8")
        .containsEntry("MARU_TLS_ALLOWPLAINTEXTLISTENERS", "internal,management");
    assertThat(proxied.environment("persistence"))
        .doesNotContainKeys("MARU_TLS_TERMINATEDBYPROXY", "SERVER_SSL_BUNDLE");
    assertThat(certified.environment("chat"))
        .containsEntry("MARU_TLS_TERMINATEDBYPROXY", "10.0.0.0/8,fd00::/8");
    assertThat(schemes(proxied, "chat")).containsOnlyNulls();
  }

  @Test
  void withNeitherItIsNotRendered() {
    assertThatThrownBy(() -> Chart.ours().render("minimal.yaml", Map.of("tls.proxies", "null")))
        .hasMessageContaining("tls: none (expected: tls.proxies, who terminates TLS before the");
  }

  @Test
  void theServersAuthorityIsTrustedTowardsThem() {
    assertThat(certified.environment("chat"))
        .containsEntry("SPRING_KAFKA_SSL_BUNDLE", "backends")
        .containsEntry("SPRING_DATA_REDIS_SSL_BUNDLE", "backends")
        .containsEntry("SPRING_DATA_REDIS_USERNAME", "maru")
        .containsEntry("MARU_TLS_ALLOWPLAINTEXTBACKENDS", "redis");
    assertThat(proxied.environment("chat")).doesNotContainKey("SPRING_KAFKA_SSL_BUNDLE");
  }

  private static List<String> schemes(Rendered rendered, String component) {
    var container = rendered.container(component);
    return Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .map(ChartTlsTest::scheme)
        .toList();
  }

  private static String scheme(V1Probe probe) {
    return probe.getHttpGet().getScheme();
  }
}
