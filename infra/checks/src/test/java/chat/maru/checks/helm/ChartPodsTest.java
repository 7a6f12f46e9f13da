package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartPodsTest {
  private static final Rendered MINIMAL = Chart.ours().render("minimal.yaml");
  private static final Rendered EVERYTHING = Chart.ours().render("everything.yaml");

  /// A gateway flushes for 2 s and parts with its sessions for twice 2 s after its drain
  /// (NodeLifecycle).
  private static final int FLUSH_AND_PART_SECONDS = 6;

  /// The longest of Spring's own phases at a gateway,
  /// `spring.lifecycle.timeout-per-shutdown-phase`.
  private static final int PHASE_SECONDS = 20;

  static Stream<Arguments> pods() {
    return Stream.of(MINIMAL, EVERYTHING)
        .flatMap(rendered ->
            Rendered.COMPONENTS.stream()
                .map(component -> Arguments.argumentSet(component, rendered, component)));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void podsHaveNoRightsAtAll(Rendered rendered, String component) {
    V1PodSpec pod = rendered.pod(component);
    V1Container container = rendered.container(component);

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isNullOrEmpty();
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getVolumes()).noneMatch(volume -> volume.getHostPath() != null);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void noServiceHasATokenOfTheApiServer(Rendered rendered, String component) {
    V1PodSpec pod = rendered.pod(component);

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(
            rendered
                .one(V1ServiceAccount.class, pod.getServiceAccountName())
                .getAutomountServiceAccountToken())
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void probesAskTheManagementPortAndOnlyReadinessAsksMoreThanTheProcessItself(
      Rendered rendered, String component) {
    V1Container container = rendered.container(component);

    assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe()))
        .extracting(probe -> probe.getHttpGet().getPath())
        .containsOnly("/actuator/health/liveness");
    assertThat(container.getReadinessProbe().getHttpGet().getPath())
        .isEqualTo("/actuator/health/readiness");
    assertThat(
            Stream.of(
                container.getStartupProbe(),
                container.getLivenessProbe(),
                container.getReadinessProbe()))
        .extracting(probe -> port(probe.getHttpGet()))
        .containsOnly("management");
    assertThat(rendered.ports(component)).containsKey("management");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void podsAreSpreadAndHaveWhatTheyAskFor(Rendered rendered, String component) {
    V1PodSpec pod = rendered.pod(component);
    var resources = rendered.container(component).getResources();

    assertThat(pod.getTopologySpreadConstraints())
        .hasSize(2)
        .allMatch(spread ->
            spread.getLabelSelector().getMatchLabels().equals(rendered.podLabels(component)));
    assertThat(resources.getRequests()).containsKeys("cpu", "memory");
    assertThat(resources.getLimits().get("memory"))
        .isEqualTo(resources.getRequests().get("memory"));
    assertThat(resources.getLimits()).doesNotContainKey("cpu");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void servicesFindTheirPodsAndTheirPorts(Rendered rendered, String component) {
    var service = rendered.one(V1Service.class, Chart.RELEASE + "-" + component).getSpec();
    Map<String, Integer> ports = rendered.ports(component);

    assertThat(rendered.podLabels(component)).containsAllEntriesOf(service.getSelector());
    assertThat(rendered.deployment(component).getSpec().getSelector().getMatchLabels())
        .isEqualTo(rendered.podLabels(component));
    assertThat(service.getPorts())
        .hasSameSizeAs(ports.keySet())
        .allMatch(port -> port.getPort().equals(ports.get(port.getTargetPort().getStrValue())));
  }

  @ParameterizedTest(name = "gateway in {0}")
  @CsvSource({"minimal.yaml,5", "everything.yaml,20"})
  void aGatewayHasTheTimeThatItsDrainMayTake(String values, int drain) {
    Rendered rendered = values.equals("minimal.yaml") ? MINIMAL : EVERYTHING;
    long preStop =
        rendered.container("gateway").getLifecycle().getPreStop().getSleep().getSeconds();

    assertThat(rendered.environment("gateway"))
        .containsEntry("MARU_GATEWAY_TIMING_DRAIN", drain + "s");
    assertThat(rendered.pod("gateway").getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(preStop + drain + FLUSH_AND_PART_SECONDS + PHASE_SECONDS);
  }

  @Test
  void everyNodeIsNamedAsItsPod() {
    for (String component : Rendered.COMPONENTS) {
      assertThat(MINIMAL.container(component).getEnv())
          .filteredOn(env -> env.getName().equals("MARU_NODE"))
          .singleElement()
          .satisfies(env ->
              assertThat(env.getValueFrom().getFieldRef().getFieldPath())
                  .isEqualTo("metadata.name"));
    }
  }

  @Test
  void oneOriginMakesAllAddresses() {
    assertThat(MINIMAL.environment("gateway"))
        .containsEntry("MARU_GATEWAY_PUBLICURL", "wss://chat.example.org/ws")
        .containsEntry("MARU_GATEWAY_ALLOWEDORIGINS", "https://chat.example.org")
        .containsEntry("MARU_GATEWAY_CHATSERVICEURLS", "http://chat-chat:8190")
        .containsEntry("MARU_GATEWAY_EMBEDDEDISSUER", "false")
        .doesNotContainKey("MARU_GATEWAY_JWKSURI")
        .containsEntry("MARU_ISSUER", "https://login.example.org");
    assertThat(MINIMAL.environment("chat"))
        .containsEntry("MARU_CHAT_SOCKETURL", "wss://chat.example.org/ws")
        .containsEntry("MARU_CHAT_WEBSOCKETORIGINS", "wss://chat.example.org")
        .containsEntry("MARU_CHAT_EMBEDDEDISSUER", "false")
        .containsEntry("MARU_ISSUER", "https://login.example.org");
  }

  @Test
  void theEmbeddedIssuerIsForOtherProfilesThanProduction() {
    Rendered embedded =
        Chart.ours().render("minimal.yaml", Map.of("issuer.uri", "", "profile", "trial"));
    assertThat(embedded.environment("gateway"))
        .containsEntry("MARU_GATEWAY_EMBEDDEDISSUER", "true")
        .containsEntry("MARU_GATEWAY_JWKSURI", "http://chat-chat:8080/.well-known/jwks.json")
        .containsEntry("MARU_ISSUER", "https://chat.example.org");
    assertThat(embedded.environment("chat"))
        .containsEntry("MARU_CHAT_EMBEDDEDISSUER", "true")
        .containsEntry("MARU_ISSUER", "https://chat.example.org");
  }

  @Test
  void anOutsideIssuerReplacesTheEmbeddedOne() {
    assertThat(EVERYTHING.environment("gateway"))
        .containsEntry("MARU_ISSUER", "https://login.example.org")
        .containsEntry("MARU_GATEWAY_JWKSURI", "https://login.example.org/keys");
    assertThat(EVERYTHING.environment("chat"))
        .containsEntry("MARU_ISSUER", "https://login.example.org")
        .containsEntry("MARU_CHAT_EMBEDDEDISSUER", "false");
  }

  @Test
  void imagesAreOfTheChartsVersionWithoutARegistryUntilOneIsGiven() {
    assertThat(MINIMAL.container("chat").getImage()).isEqualTo("maru/chat-service:0.1.0");
    assertThat(EVERYTHING.container("chat").getImage())
        .isEqualTo("registry.example.org/team/maru/chat-service:1.2.3");
  }

  private static String port(V1HTTPGetAction get) {
    return get.getPort().getStrValue();
  }
}
