package chat.maru.checks.containers;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the linter does not know: how the parts fit together and to our services.
class ComposeTest {
  private static final String IMAGE = "([a-z0-9-]+/)?[a-z0-9-]+:v?\\d[\\w.-]*";

  private final Compose compose = Compose.ours();

  @Test
  void thereAreTwoNodesOfEachServiceAndEachHasItsOwnName() {
    assertThat(compose.nodes())
        .containsOnlyKeys(
            "gateway-1",
            "gateway-2",
            "chat-service-1",
            "chat-service-2",
            "persistence-service-1",
            "persistence-service-2");
    compose
        .nodes()
        .forEach(
            (name, node) -> assertThat(Compose.environment(node)).containsEntry("MARU_NODE", name));
  }

  @Test
  void imagesArePinnedAndNameNoRegistry() {
    assertThat(compose.services().values())
        .allSatisfy(service -> assertThat(service.get("image").toString()).matches(IMAGE));
  }

  @Test
  void everyNodeIsBuiltFromTheOneDockerfileAsItsOwnService() {
    compose
        .nodes()
        .forEach((name, node) -> {
          var build = (Map<?, ?>) node.get("build");
          assertThat(build.get("dockerfile")).isEqualTo("infra/Dockerfile");
          assertThat(((Map<?, ?>) build.get("args")).get("SERVICE")).isEqualTo(Compose.kind(name));
          assertThat(node.get("image").toString()).startsWith("maru/" + Compose.kind(name) + ":");
        });
  }

  @Test
  void nodesHaveNoRightsAndWriteNothing() {
    assertThat(compose.nodes().values())
        .allSatisfy(node -> {
          assertThat(node).containsEntry("read_only", true);
          assertThat(Compose.list(node, "tmpfs")).containsExactly("/tmp");
          assertThat(Compose.list(node, "cap_drop")).containsExactly("ALL");
          assertThat(Compose.list(node, "security_opt")).containsExactly("no-new-privileges:true");
          assertThat(node).containsKey("mem_limit").doesNotContainKeys("ports", "user");
        });
  }

  @Test
  void everythingIsPublishedOnLoopbackOnly() {
    assertThat(compose.services().values())
        .flatExtracting(service -> Compose.list(service, "ports"))
        .hasSize(3)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void secretsAreFilesThatGitDoesNotTakeAndNoneStandsInTheEnvironment() throws IOException {
    assertThat(compose.secrets().values())
        .allMatch(secret -> secret.get("file").toString().startsWith("./secrets/"));
    assertThat(Files.readAllLines(Tools.root().resolve(".gitignore"))).contains("/infra/secrets/");
    assertThat(compose.services().values())
        .flatExtracting(service -> Compose.environment(service).keySet())
        .noneMatch(name -> name.toString().matches(".*(PASSWORD|SECRET|TOKEN)(?!.*FILE).*"));
  }

  @Test
  void everySecretThatAServiceMountsIsDeclaredAndEveryOneIsUsed() {
    var used = new TreeSet<String>();
    compose.services().values().forEach(s -> used.addAll(Compose.secretsOf(s).keySet()));

    assertThat(used).isEqualTo(new TreeSet<>(compose.secrets().keySet()));
  }

  @Test
  void whoIsAwaitedTellsWhetherItIsHealthy() {
    Set<String> nodes = compose.nodes().keySet();
    assertThat(compose.services().values())
        .flatExtracting(Compose::awaited)
        .hasSizeGreaterThan(10)
        .allSatisfy(awaited -> {
          if (!nodes.contains(awaited)) {
            assertThat(compose.services().get(awaited)).containsKey("healthcheck");
          }
        });
  }

  @Test
  void nothingWaitsForItself() {
    compose
        .services()
        .keySet()
        .forEach(name -> assertThat(reachable(name, new TreeSet<>())).doesNotContain(name));
  }

  @Test
  void theLoadBalancerAndPrometheusKnowEveryNodeAtItsRealPort() throws IOException {
    int management = Dockerfile.ours().managementPort();
    Map<String, String> balancer = Compose.environment(compose.services().get("load-balancer"));
    assertThat(balancer)
        .containsEntry("MARU_GATEWAYS", "gateway-1:8080 gateway-2:8080")
        .containsEntry("MARU_CHAT_SERVICES", "chat-service-1:8080 chat-service-2:8080");
    assertThat(Files.readString(Tools.root().resolve("infra/caddy/Caddyfile")))
        .contains("{$MARU_GATEWAYS}", "{$MARU_CHAT_SERVICES}", "health_port " + management);

    JsonNode targets =
        JsonMapper.builder()
            .build()
            .readTree(
                Files.readString(Tools.root().resolve("infra/prometheus/targets/compose.json")));
    assertThat(targets)
        .extracting(
            target -> target.at("/targets/0").asString(),
            target -> target.at("/labels/service").asString(),
            target -> target.at("/labels/node").asString())
        .containsExactlyInAnyOrderElementsOf(
            compose.nodes().keySet().stream()
                .map(node ->
                    org.assertj.core.groups.Tuple.tuple(
                        node + ":" + management, Compose.kind(node), node))
                .toList());
  }

  @Test
  void nodesBelieveTheLoadBalancerAloneAndSayWhatTheyLeavePlain() {
    var networks = (Map<?, ?>) compose.services().get("load-balancer").get("networks");
    String address = ((Map<?, ?>) networks.get("cluster")).get("ipv4_address").toString();
    compose
        .nodes()
        .forEach((name, node) -> {
          Map<String, String> environment = Compose.environment(node);
          if (Compose.kind(name).equals("persistence-service")) {
            assertThat(environment)
                .containsEntry("MARU_TLS_ALLOWPLAINTEXTLISTENERS", "management")
                .doesNotContainKey("MARU_TLS_TERMINATEDBYPROXY");
          } else {
            assertThat(environment)
                .containsEntry("MARU_TLS_ALLOWPLAINTEXTLISTENERS", "internal,management")
                .containsEntry("MARU_TLS_TERMINATEDBYPROXY", address);
          }
        });
  }

  @Test
  void whatIsMountedFromTheRepositoryIsThere() {
    List<String> mounted =
        compose.services().values().stream()
            .flatMap(service -> Compose.list(service, "volumes").stream())
            .filter(volume -> volume.startsWith("./"))
            .map(volume -> volume.substring(2, volume.indexOf(':')))
            .toList();

    assertThat(mounted)
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Tools.root().resolve("infra").resolve(path)).exists());
  }

  private Set<String> reachable(String name, Set<String> seen) {
    for (String next : Compose.awaited(compose.services().get(name))) {
      if (seen.add(next)) {
        reachable(next, seen);
      }
    }
    return seen;
  }
}
